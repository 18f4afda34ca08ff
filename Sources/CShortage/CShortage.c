#include "CShortage.h"

#include <malloc.h>
#include <stdatomic.h>
#include <stddef.h>
#include <sys/resource.h>
#include <sysexits.h>
#include <time.h>

#include "CTerminalRescue.h"

void shortage_share_memory(void) {
  struct rlimit limit;
  if (getrlimit(RLIMIT_AS, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY) mallopt(M_ARENA_MAX, 1);
}

// Where the system has no thread or memory left, Dispatch tries again once a second for ever, without
// a word, and Swift aborts. The linker redirects both here (`--wrap`), unless they are shared
// libraries.

enum { most_tries = 20 };
static const long pause_ns = 100 * 1000 * 1000;
/// In seconds: a shortage that is over for so long does not count towards the next one.
enum { forgotten_after = 5 };

static atomic_int tries;
static atomic_long last_try;

/// Called by Dispatch after each failure, before it tries again.
void __wrap__dispatch_temporary_resource_shortage(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  if (now.tv_sec - atomic_exchange(&last_try, now.tv_sec) > forgotten_after) {
    atomic_store(&tries, 0);
  }
  if (atomic_fetch_add(&tries, 1) >= most_tries) {
    rescue_give_up(
        "The system has no thread left: raise the limit of processes (ulimit -u, or the "
        "container's)",
        EX_OSERR);
  }
  const struct timespec pause = {.tv_nsec = pause_ns};
  nanosleep(&pause, NULL);
}

/// swift_abortAllocationFailure(size_t size, size_t alignMask) of Swift's runtime.
void __wrap__ZN5swift28swift_abortAllocationFailureEmm(size_t size, size_t mask) {
  (void)size;
  (void)mask;
  rescue_give_up(
      "The system has no memory left: raise the limit (ulimit -v)", EX_OSERR);
}
