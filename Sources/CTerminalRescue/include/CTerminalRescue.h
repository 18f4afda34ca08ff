#ifndef CTERMINALRESCUE_H
#define CTERMINALRESCUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <termios.h>

// Everything that must work inside a signal handler: restoring the terminal after a crash, and
// forwarding signals to the program. Handlers are per process, so there is one terminal at a time.

/// Remembers how to restore a terminal and handles crash signals (SIGSEGV, SIGILL, SIGTRAP, SIGABRT,
/// SIGBUS, SIGFPE, and others that kill a process by default, such as SIGUSR1): restores the terminal,
/// prints the buffered errors and the reason, calls the previous handler for a fault of our own, and
/// ends with the true status. exit() restores the terminal as well.
/// @param terminal a descriptor open on the terminal.
/// @param settings the original settings of the terminal.
/// @param bytes the sequence that makes the terminal leave the full screen; at most 1024 bytes.
/// @return false when the sequence is too long, there are no more descriptors, or a terminal is already
/// armed.
bool rescue_arm(int terminal, const struct termios *settings, const void *bytes, size_t length);

/// Registers another descriptor through which the program writes to the terminal, besides that of
/// `rescue_arm`. Once the terminal is restored, output of threads that are still running is discarded.
void rescue_add_output(int descriptor);

/// Handles crash signals from now on, even without an armed terminal: before one is armed and after it
/// is disarmed, the previous handler must not prompt the user.
void rescue_handle_crashes(void);

/// Whether a terminal is armed.
bool rescue_is_armed(void);

/// Sets whether the terminal is in full-screen mode; while it is not, a crash leaves it alone.
void rescue_set_active(bool active);

/// Undoes `rescue_arm` and `rescue_watch_signals` and restores the previous handlers.
void rescue_disarm(void);

/// Gives the calling thread a separate stack for signal handlers, so that they can run after a stack
/// overflow. Cheap when the thread already has one.
void rescue_guard_thread(void);

/// The watched signals, as bits of the result of `rescue_take_signals`.
enum {
  rescue_signal_hangup = 1,
  rescue_signal_interrupt = 2,
  rescue_signal_quit = 4,
  rescue_signal_terminate = 8,
  rescue_signal_resize = 16,
  rescue_signal_stop = 32,
  rescue_signal_continue = 64,
};

/// Handles SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH and SIGCONT on any thread, except those
/// that are ignored. A second signal that asks the program to exit, while the first is pending,
/// restores the terminal and ends the process at once; one that arrives while the process is stopped
/// ends it directly. Calling this again reinstalls handlers that were replaced, as ncurses does when
/// it opens a screen.
/// @param seconds after which the process is terminated if it was asked to exit and has not called
/// `rescue_disarm`, since it may hang in a write to a blocked terminal; 0 for never.
/// @return a descriptor that becomes readable when signals have arrived, or -1 with errno set.
int rescue_watch_signals(unsigned seconds);

/// The signals that have arrived since the last call.
uint32_t rescue_take_signals(void);

/// Stops this process as ^Z does, or its whole process group if `group` is set, and returns when it
/// continues in the foreground.
void rescue_stop(int terminal, bool group);

/// Waits until this process is in the foreground of its terminal; until then it is stopped.
/// @return false when the terminal is gone.
bool rescue_await_foreground(int terminal);

/// Ends the process by the default action of a signal. Does not return.
_Noreturn void rescue_end_by(int signal);

/// Restores the terminal, prints a sentence after the program's name, and ends the process at once with
/// an exit status. May be called anywhere.
_Noreturn void rescue_give_up(const char *sentence, int status);

/// Makes SIGHUP, SIGINT, SIGQUIT and SIGTERM end this process if it is the first of its container (PID
/// 1), which the kernel protects from the default action of signals. Those that are ignored stay so.
void rescue_end_as_first_process(void);

/// Remembers the modes of the controlling terminal, and restores them if SIGHUP, SIGINT, SIGQUIT or
/// SIGTERM ends the process; signals that are handled or ignored are left alone. Does nothing without
/// a terminal.
void rescue_keep_modes(void);

/// Restores the modes and the signals' default actions. In the background, where another program uses
/// the terminal, the modes are left alone.
void rescue_put_back_modes(void);

/// Buffers what is written to standard error, if that is a terminal: at most 256 KiB.
void rescue_hold_errors(void);

/// Reconnects standard error and prints what was buffered.
void rescue_release_errors(void);

/// Creates a file in memory, which Swift cannot do itself.
/// @return its descriptor, or -1.
int rescue_memory_file(const char *name);

#endif
