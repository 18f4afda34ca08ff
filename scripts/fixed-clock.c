/* Preloaded by scripts/picture: replaces the system clock with the seconds since 1970 in a file.
   The simulator measures time with the monotonic clock, so there that one is replaced as well. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h> /* program_invocation_short_name */
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

static const volatile int64_t *seconds;
static int is_simulator;

__attribute__((constructor)) static void open_clock(void) {
  const char *path = getenv("FIXED_CLOCK");
  int file = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
  if (file < 0) return;
  void *memory = mmap(NULL, sizeof *seconds, PROT_READ, MAP_SHARED, file, 0);
  close(file);
  if (memory != MAP_FAILED) seconds = memory;
  is_simulator = strcmp(program_invocation_short_name, "lazybatch-simulator") == 0;
}

int clock_gettime(clockid_t clock, struct timespec *time) {
  static int (*real)(clockid_t, struct timespec *);
  if (seconds && (clock == CLOCK_REALTIME || (is_simulator && clock == CLOCK_MONOTONIC))) {
    *time = (struct timespec){.tv_sec = *seconds};
    return 0;
  }
  if (!real) real = (int (*)(clockid_t, struct timespec *))dlsym(RTLD_NEXT, "clock_gettime");
  return real(clock, time);
}
