#ifndef RESCUE_INTERNAL_H
#define RESCUE_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>

// All of these but the last may be called in a signal handler.

/// Writes everything, or gives up when the descriptor takes nothing for half a second: a terminal
/// that is stuck must not keep the program from ending.
void rescue_write(int descriptor, const char *bytes, size_t length);

/// Gives the terminal back if it is in full-screen mode, once, and tells the reason if there is
/// one. Returns when that is done, also where another thread does it.
void rescue_restore(const char *reason);

/// "SIGSEGV" and the like.
const char *rescue_signal_name(int signal);

/// Gives the signals that are watched back to their earlier handlers.
void rescue_stop_watching(void);

#endif
