#include "CQuietDispatch.h"

#if defined(__linux__)
#include <stdint.h>

// On Linux, Dispatch wakes up once a second to check whether threads of its pool are blocked and more
// are needed (`_dispatch_workq_monitor_pools`). The browser blocks one thread, that of the main queue,
// while it is open, and another one briefly while it writes a file; nothing waits for them. Once a
// minute is enough, so that a browser that is left open for days can sleep. The linker redirects every
// call of `dispatch_source_set_timer` here (`--wrap`), unless Dispatch is a shared library.

static const uint64_t second = 1000000000;
static const uint64_t minute = 60 * second;

void __real_dispatch_source_set_timer(
    void *source, uint64_t start, uint64_t interval, uint64_t leeway);

/// The parameters are those of `dispatch_source_set_timer`; interval and leeway are in nanoseconds.
void __wrap_dispatch_source_set_timer(
    void *source, uint64_t start, uint64_t interval, uint64_t leeway) {
  // No timer of ours repeats.
  if (interval == second && leeway == 0) interval = minute;
  __real_dispatch_source_set_timer(source, start, interval, leeway);
}

#endif
