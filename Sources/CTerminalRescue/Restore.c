#define _GNU_SOURCE
#include "CTerminalRescue.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "Internal.h"

enum { most_bytes = 1024, most_outputs = 4 };

static struct {
  /// A separate descriptor that nothing else writes to.
  int terminal;
  struct termios settings;
  char bytes[most_bytes];
  size_t length;
} kept;

/// Descriptors through which the program writes to the terminal.
static int outputs[most_outputs];
static atomic_int output_count;

static atomic_bool armed;
/// Whether crash signals are handled, and whether only while armed.
static atomic_bool handling;
static bool handling_ends;
enum state { inactive, active, restoring };
static _Atomic enum state state;

/// Faults, and other signals that kill a process by default and should not leave a broken terminal.
static const int crashes[] = {
    SIGSEGV, SIGILL,  SIGTRAP,   SIGABRT, SIGBUS,  SIGFPE,    SIGSYS, SIGXCPU,
    SIGPROF, SIGUSR1, SIGVTALRM, SIGUSR2, SIGSTKFLT, SIGIO, SIGPWR,
};
enum { crash_count = sizeof crashes / sizeof crashes[0] };
static struct sigaction earlier[crash_count];

void rescue_write(int descriptor, const char *bytes, size_t length) {
  while (length > 0) {
    struct pollfd room = {.fd = descriptor, .events = POLLOUT};
    int ready = poll(&room, 1, 500);
    if (ready < 0 && errno == EINTR) continue;
    if (ready <= 0 || !(room.revents & POLLOUT)) return;
    ssize_t written = write(descriptor, bytes, length);
    if (written < 0 && (errno == EINTR || errno == EAGAIN)) continue;
    if (written <= 0) return;
    bytes += written;
    length -= (size_t)written;
  }
}

/// Other threads keep running until the process is gone. What they write, such as half a frame, must
/// not follow the sequence that restores the terminal.
static void silence_outputs(void) {
  int nothing = open("/dev/null", O_WRONLY | O_CLOEXEC);
  if (nothing < 0) return;
  for (int i = 0; i < atomic_load(&output_count); i++) dup2(nothing, outputs[i]);
  close(nothing);
}

/// Prints the program's name and two parts of a sentence on standard error.
static void print_line(const char *beginning, const char *end) {
  const char *parts[] = {program_invocation_short_name, ": ", beginning, end, "\n"};
  for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
    rescue_write(STDERR_FILENO, parts[i], strlen(parts[i]));
}

void rescue_restore(const char *reason) {
  enum state expected = active;
  if (!atomic_compare_exchange_strong(&state, &expected, restoring)) {
    // Another thread is restoring it, and the process must not exit before that is done.
    const struct timespec moment = {.tv_nsec = 10 * 1000 * 1000};
    for (int i = 0; i < 200 && atomic_load(&state) == restoring; i++) nanosleep(&moment, NULL);
    return;
  }
  // In the background, `tcsetattr` would stop the process instead.
  sigset_t background, before;
  sigemptyset(&background);
  sigaddset(&background, SIGTTOU);
  pthread_sigmask(SIG_BLOCK, &background, &before);
  silence_outputs();
  rescue_write(kept.terminal, kept.bytes, kept.length);
  tcsetattr(kept.terminal, TCSANOW, &kept.settings);
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  rescue_release_errors();
  if (reason != NULL) print_line("ended by ", reason);
  atomic_store(&state, inactive);
}

_Noreturn void rescue_give_up(const char *sentence, int status) {
  rescue_restore(NULL);
  print_line("", sentence);
  _exit(status);
}

/// Swift's own crash handler waits half a minute for a key from the terminal, in its own mode. Without
/// input it prints its report and lets the process end.
static void close_input(void) {
  int nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);
  if (nothing >= 0) dup2(nothing, STDIN_FILENO);
}

static void chain(const struct sigaction *previous, int signal, siginfo_t *info, void *context) {
  close_input();
  if (previous->sa_flags & SA_SIGINFO) {
    previous->sa_sigaction(signal, info, context);
  } else if (previous->sa_handler != SIG_DFL && previous->sa_handler != SIG_IGN) {
    previous->sa_handler(signal);
  }
}

static void on_crash(int signal, siginfo_t *info, void *context) {
  int error = errno;
  const struct sigaction *previous = NULL;
  for (int i = 0; i < crash_count; i++)
    if (crashes[i] == signal) previous = &earlier[i];
  // A fault cannot be ignored, but a signal from another process can.
  bool sent = info->si_code <= 0;
  if (previous->sa_handler == SIG_IGN && sent) return;

  rescue_restore(rescue_signal_name(signal));
  // A backtrace is meaningless for a signal from another process, and takes Swift seconds.
  if (!sent || info->si_pid == getpid()) chain(previous, signal, info, context);
  // After a fault the instruction fails again when the handler returns. Any other signal is raised
  // again; it stays pending until we return.
  const struct sigaction standard = {.sa_handler = SIG_DFL};
  sigaction(signal, &standard, NULL);
  bool repeats = signal == SIGSEGV || signal == SIGILL || signal == SIGBUS || signal == SIGFPE;
  if (sent || !repeats) raise(signal);
  errno = error;
}

static void on_exit_restore(void) { rescue_restore(NULL); }

static void register_exit(void) { atexit(on_exit_restore); }

void rescue_handle_crashes(void) {
  if (atomic_exchange(&handling, true)) return;
  struct sigaction action = {.sa_sigaction = on_crash, .sa_flags = SA_SIGINFO | SA_ONSTACK};
  sigfillset(&action.sa_mask);
  for (int i = 0; i < crash_count; i++) sigdelset(&action.sa_mask, crashes[i]);
  for (int i = 0; i < crash_count; i++) sigaction(crashes[i], &action, &earlier[i]);
  rescue_guard_thread();
}

static void stop_handling_crashes(void) {
  for (int i = 0; i < crash_count; i++) {
    struct sigaction present;
    sigaction(crashes[i], NULL, &present);
    // A handler that was installed later is kept.
    if (present.sa_sigaction == on_crash) sigaction(crashes[i], &earlier[i], NULL);
  }
  atomic_store(&handling, false);
}

bool rescue_arm(int terminal, const struct termios *settings, const void *bytes, size_t length) {
  if (length > most_bytes || atomic_exchange(&armed, true)) return false;
  kept.terminal = fcntl(terminal, F_DUPFD_CLOEXEC, 3);
  if (kept.terminal < 0) {
    atomic_store(&armed, false);
    return false;
  }
  rescue_add_output(terminal);
  kept.settings = *settings;
  memcpy(kept.bytes, bytes, length);
  kept.length = length;
  handling_ends = !atomic_load(&handling);
  rescue_handle_crashes();
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, register_exit);
  rescue_guard_thread();
  return true;
}

void rescue_add_output(int descriptor) {
  int count = atomic_load(&output_count);
  if (count == most_outputs) return;
  outputs[count] = descriptor;
  atomic_store(&output_count, count + 1);
}

bool rescue_is_armed(void) { return atomic_load(&armed); }

void rescue_set_active(bool now) { atomic_store(&state, now ? active : inactive); }

void rescue_disarm(void) {
  if (!atomic_load(&armed)) return;
  atomic_store(&state, inactive);
  atomic_store(&output_count, 0);
  close(kept.terminal);
  if (handling_ends) stop_handling_crashes();
  rescue_stop_watching();
  atomic_store(&armed, false);
}
