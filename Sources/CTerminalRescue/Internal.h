#ifndef RESCUE_INTERNAL_H
#define RESCUE_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>

// All of these except the last may be called in a signal handler.

/// Writes everything, or gives up when the descriptor accepts nothing for half a second: a blocked
/// terminal must not keep the program from exiting.
void rescue_write(int descriptor, const char *bytes, size_t length);

/// Restores the terminal once, if it is in full-screen mode, and prints the reason if there is one.
/// Returns when that is done, even if another thread does it.
void rescue_restore(const char *reason);

/// "SIGSEGV" and the like.
const char *rescue_signal_name(int signal);

/// Restores the earlier handlers of the watched signals.
void rescue_stop_watching(void);

#endif
