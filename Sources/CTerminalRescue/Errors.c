#define _GNU_SOURCE
#include <fcntl.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "CTerminalRescue.h"
#include "Internal.h"

enum { most_held = 256 * 1024 };

static atomic_int held = -1;
static atomic_int own = -1;

void rescue_hold_errors(void) {
  if (atomic_load(&own) >= 0 || !isatty(STDERR_FILENO)) return;
  int file = memfd_create("standard error", MFD_CLOEXEC | MFD_ALLOW_SEALING);
  if (file < 0) return;
  int original = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
  // Sealed at its size, so that a flood of messages cannot exhaust the memory: further writes fail.
  if (original < 0 || ftruncate(file, most_held) != 0 ||
      fcntl(file, F_ADD_SEALS, F_SEAL_GROW | F_SEAL_SHRINK) != 0 ||
      dup2(file, STDERR_FILENO) < 0) {
    close(file);
    if (original >= 0) close(original);
    return;
  }
  atomic_store(&held, file);
  atomic_store(&own, original);
}

void rescue_release_errors(void) {
  int original = atomic_exchange(&own, -1);
  if (original < 0) return;
  int file = atomic_exchange(&held, -1);
  dup2(original, STDERR_FILENO);
  close(original);
  // The file offset is shared by everything that has written to descriptor 2.
  off_t length = lseek(file, 0, SEEK_CUR);
  char part[4096];
  for (off_t at = 0; at < length;) {
    ssize_t count = pread(file, part, sizeof part, at);
    if (count <= 0) break;
    if (count > length - at) count = (ssize_t)(length - at);
    rescue_write(STDERR_FILENO, part, (size_t)count);
    at += count;
  }
  if (length >= most_held) {
    static const char note[] = "\n(more was written to standard error and is lost)\n";
    rescue_write(STDERR_FILENO, note, strlen(note));
  }
  close(file);
}
