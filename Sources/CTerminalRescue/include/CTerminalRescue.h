#ifndef CTERMINALRESCUE_H
#define CTERMINALRESCUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <termios.h>

// What must work inside a signal handler: giving the terminal back when the program crashes, and
// passing on signals to the program. Handlers are a property of the process, so this is too:
// there is one terminal at a time.

/// Remembers how to restore a terminal and handles the signals of a crash (SIGSEGV, SIGILL,
/// SIGTRAP, SIGABRT, SIGBUS, SIGFPE, and others that end a process which does not expect them, such
/// as SIGUSR1): restore, print what was held back, tell the reason, let the handler that was there
/// before see a fault of our own, and end with the true status.
/// Leaving by exit() restores too.
/// @param terminal a descriptor open on the terminal.
/// @param settings what the terminal's settings were.
/// @param bytes what makes the terminal leave the full screen; at most 1024 bytes.
/// @return false where there is no room for the bytes, no descriptor is left, or a terminal is in
/// charge already.
bool rescue_arm(int terminal, const struct termios *settings, const void *bytes, size_t length);

/// Names a further descriptor through which the program writes to the terminal, beside the one of
/// `rescue_arm`: once the terminal is restored, what threads that are still running write to these
/// goes nowhere.
void rescue_add_output(int descriptor);

/// Handles the signals of a crash from now on, whether there is a terminal or not: also before the
/// first one is in charge and after the last one a handler that was there before must not ask the
/// user for anything.
void rescue_handle_crashes(void);

/// Whether there is a terminal in charge.
bool rescue_is_armed(void);

/// Tells whether the terminal is in full-screen mode now; while it is not, a crash leaves it alone.
void rescue_set_active(bool active);

/// Ends what `rescue_arm` and `rescue_watch_signals` began; earlier handlers are back.
void rescue_disarm(void);

/// Gives the calling thread a stack of its own for handlers, so that even a stack overflow
/// is survived long enough. Cheap when the thread has one already.
void rescue_guard_thread(void);

/// Signals that ask the program to do something, as bits of `rescue_take_signals`.
enum {
  rescue_signal_hangup = 1,
  rescue_signal_interrupt = 2,
  rescue_signal_quit = 4,
  rescue_signal_terminate = 8,
  rescue_signal_resize = 16,
  rescue_signal_stop = 32,
  rescue_signal_continue = 64,
};

/// Handles SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH and SIGCONT, whichever thread
/// they reach, except those that are ignored. A second request to end, while the first was not
/// taken, restores the terminal and ends the process at once; one that comes while the process is
/// stopped ends it without asking the program. Calling it again takes the signals back from whoever
/// took them meanwhile (ncurses does, as it opens a screen).
/// @param seconds after which a request to end is carried out from here if `rescue_disarm` was not
/// called, since the program may hang in a write to a terminal that takes nothing; 0 for never.
/// @return a descriptor that becomes readable when signals have arrived, or -1 with errno set.
int rescue_watch_signals(unsigned seconds);

/// The signals that arrived since the last call.
uint32_t rescue_take_signals(void);

/// Stops this process as ^Z does, together with its process group when `group` is set, and
/// returns when it goes on in the foreground of the terminal.
void rescue_stop(int terminal, bool group);

/// Waits, stopped as other programs are, until this process is in the foreground of its terminal.
/// @return false when the terminal is gone.
bool rescue_await_foreground(int terminal);

/// Ends the process by a signal, as if it had never been handled. Does not return.
_Noreturn void rescue_end_by(int signal);

/// Remembers the modes of the controlling terminal, and puts them back should SIGHUP, SIGINT,
/// SIGQUIT or SIGTERM end the process; those that are handled or ignored stay so. Without a terminal
/// it does nothing.
void rescue_keep_modes(void);

/// Puts the modes back that `rescue_keep_modes` remembered, and ends what it began. In the
/// background, where the terminal is another program's, the modes stay.
void rescue_put_back_modes(void);

/// Holds back what is written to standard error, where that is a terminal: at most 256 KiB.
void rescue_hold_errors(void);

/// Opens standard error again and prints what was held back.
void rescue_release_errors(void);

/// A file that lives in memory alone, which Swift cannot ask for by itself.
/// Answers its descriptor, or -1.
int rescue_memory_file(const char *name);

#endif
