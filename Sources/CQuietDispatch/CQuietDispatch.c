#include "CQuietDispatch.h"

#if defined(__linux__)
#include <stdint.h>

// On Linux, Dispatch wakes once a second for as long as a process lives, to see whether threads of
// its pool are blocked and others are needed (`_dispatch_workq_monitor_pools`). Of ours, the browser
// blocks one thread, that of the main queue, for as long as it is open, and the writing of a file
// another one for a moment; nothing waits for them. So once a minute is as good, and a browser that is
// left open in some window for days then sleeps. The linker leads every call to
// `dispatch_source_set_timer` here (`--wrap`); where Dispatch is a shared library, it keeps its own.

static const uint64_t second = 1000000000;
static const uint64_t minute = 60 * second;

void __real_dispatch_source_set_timer(
    void *source, uint64_t start, uint64_t interval, uint64_t leeway);

/// - Parameters: as of `dispatch_source_set_timer`; interval and leeway in nanoseconds.
void __wrap_dispatch_source_set_timer(
    void *source, uint64_t start, uint64_t interval, uint64_t leeway) {
  // No timer of this program repeats.
  if (interval == second && leeway == 0) interval = minute;
  __real_dispatch_source_set_timer(source, start, interval, leeway);
}

#endif
