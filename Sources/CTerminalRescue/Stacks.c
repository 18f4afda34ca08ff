#define _GNU_SOURCE
#include <pthread.h>
#include <signal.h>
#include <sys/mman.h>

#include "CTerminalRescue.h"

enum { stack_size = 64 * 1024 };

static pthread_once_t once = PTHREAD_ONCE_INIT;
static pthread_key_t stacks;
static _Thread_local bool guarded;

static void free_stack(void *stack) {
  const stack_t none = {.ss_flags = SS_DISABLE};
  sigaltstack(&none, NULL);
  munmap(stack, stack_size);
}

static void make_key(void) { pthread_key_create(&stacks, free_stack); }

void rescue_guard_thread(void) {
  if (guarded) return;
  guarded = true;
  stack_t present;
  if (sigaltstack(NULL, &present) != 0 || !(present.ss_flags & SS_DISABLE)) return;
  pthread_once(&once, make_key);
  void *stack =
      mmap(NULL, stack_size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (stack == MAP_FAILED) return;
  const stack_t own = {.ss_sp = stack, .ss_size = stack_size};
  if (sigaltstack(&own, NULL) != 0 || pthread_setspecific(stacks, stack) != 0) free_stack(stack);
}
