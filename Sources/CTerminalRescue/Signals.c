#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <unistd.h>

#include "CTerminalRescue.h"
#include "Internal.h"

// A pipe instead of a Dispatch signal source: that would need every thread of the process to block the
// signal, and libraries start threads before we can make them.

static const struct {
  int signal;
  uint32_t bit;
  const char *name;
} watched[] = {
    {SIGHUP, rescue_signal_hangup, "SIGHUP"},       {SIGINT, rescue_signal_interrupt, "SIGINT"},
    {SIGQUIT, rescue_signal_quit, "SIGQUIT"},       {SIGTERM, rescue_signal_terminate, "SIGTERM"},
    {SIGWINCH, rescue_signal_resize, "SIGWINCH"},   {SIGTSTP, rescue_signal_stop, "SIGTSTP"},
    {SIGCONT, rescue_signal_continue, "SIGCONT"},
};
enum { watched_count = sizeof watched / sizeof watched[0] };
static const uint32_t endings = rescue_signal_hangup | rescue_signal_interrupt |
                                rescue_signal_quit | rescue_signal_terminate;

static struct sigaction earlier[watched_count];
static atomic_bool watching;
static atomic_int wake = -1;
static int source = -1;
static _Atomic uint32_t pending;
static struct sigaction earlier_alarm;
/// The signal that asked the program to exit.
static atomic_int asked;
/// Seconds that the program then has to exit; 0 for no limit.
static unsigned time_to_end;

const char *rescue_signal_name(int signal) {
  switch (signal) {
    case SIGSEGV: return "SIGSEGV";
    case SIGILL: return "SIGILL";
    case SIGTRAP: return "SIGTRAP";
    case SIGABRT: return "SIGABRT";
    case SIGBUS: return "SIGBUS";
    case SIGFPE: return "SIGFPE";
    case SIGSYS: return "SIGSYS";
    case SIGXCPU: return "SIGXCPU";
    case SIGALRM: return "SIGALRM";
    case SIGVTALRM: return "SIGVTALRM";
    case SIGPROF: return "SIGPROF";
    case SIGUSR1: return "SIGUSR1";
    case SIGUSR2: return "SIGUSR2";
    case SIGSTKFLT: return "SIGSTKFLT";
    case SIGIO: return "SIGIO";
    case SIGPWR: return "SIGPWR";
  }
  for (int i = 0; i < watched_count; i++)
    if (watched[i].signal == signal) return watched[i].name;
  return "a signal";
}

/// The program did not exit in time: it may hang in a write to a blocked terminal.
static void on_alarm(int signal) {
  int request = atomic_load(&asked);
  // Another process may have sent the signal.
  rescue_restore(request ? NULL : rescue_signal_name(signal));
  rescue_end_by(request ? request : signal);
}

static void on_signal(int signal) {
  int error = errno;
  uint32_t bit = 0;
  for (int i = 0; i < watched_count; i++)
    if (watched[i].signal == signal) bit = watched[i].bit;
  uint32_t before = atomic_fetch_or(&pending, bit);
  if (before & bit & endings) {
    rescue_restore(NULL);
    rescue_end_by(signal);
  }
  if (bit & endings) {
    atomic_store(&asked, signal);
    alarm(time_to_end);
  }
  ssize_t ignored = write(atomic_load(&wake), "", 1);
  (void)ignored;
  errno = error;
}

static void install(void) {
  struct sigaction action = {.sa_handler = on_signal, .sa_flags = SA_RESTART | SA_ONSTACK};
  sigfillset(&action.sa_mask);
  for (int i = 0; i < watched_count; i++)
    if (earlier[i].sa_handler != SIG_IGN) sigaction(watched[i].signal, &action, NULL);
  action.sa_handler = on_alarm;
  sigaction(SIGALRM, &action, NULL);
}

int rescue_watch_signals(unsigned seconds) {
  time_to_end = seconds;
  if (atomic_exchange(&watching, true)) {
    install();
    return source;
  }
  int ends[2];
  if (pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0) {
    atomic_store(&watching, false);
    return -1;
  }
  source = ends[0];
  atomic_store(&wake, ends[1]);
  atomic_store(&pending, 0);
  for (int i = 0; i < watched_count; i++) sigaction(watched[i].signal, NULL, &earlier[i]);
  sigaction(SIGALRM, NULL, &earlier_alarm);
  install();
  return source;
}

void rescue_stop_watching(void) {
  if (!atomic_exchange(&watching, false)) return;
  alarm(0);
  sigaction(SIGALRM, &earlier_alarm, NULL);
  for (int i = 0; i < watched_count; i++) sigaction(watched[i].signal, &earlier[i], NULL);
  close(atomic_exchange(&wake, -1));
  close(source);
  source = -1;
}

uint32_t rescue_take_signals(void) {
  char bytes[64];
  while (source >= 0 && read(source, bytes, sizeof bytes) > 0) {
  }
  return atomic_exchange(&pending, 0);
}

/// While we are stopped, the screen is left and nothing handles signals, so the kernel may terminate
/// us directly; and we notice that we continue by returning, without a signal. Dispatch blocks signals
/// on its threads; this one must receive them, or it would keep running while another handles them.
/// @return the signals that were blocked before.
static sigset_t go_away(void) {
  const struct sigaction standard = {.sa_handler = SIG_DFL};
  sigset_t open, before;
  sigemptyset(&open);
  sigaddset(&open, SIGTTOU);
  for (int i = 0; i < watched_count; i++) {
    if (!(watched[i].bit & (endings | rescue_signal_stop | rescue_signal_continue))) continue;
    sigaddset(&open, watched[i].signal);
    if (earlier[i].sa_handler != SIG_IGN) sigaction(watched[i].signal, &standard, NULL);
  }
  uint32_t requests = atomic_load(&pending) & endings;
  for (int i = 0; i < watched_count; i++)
    if (watched[i].bit & requests) rescue_end_by(watched[i].signal);
  pthread_sigmask(SIG_UNBLOCK, &open, &before);
  return before;
}

static void come_back(sigset_t mask) {
  pthread_sigmask(SIG_SETMASK, &mask, NULL);
  install();
}

/// The kernel stops a background process that does this, and retries when it continues.
static bool set_terminal(int terminal) {
  struct termios settings;
  return tcgetattr(terminal, &settings) == 0 && tcsetattr(terminal, TCSANOW, &settings) == 0;
}

void rescue_stop(int terminal, bool group) {
  struct sigaction present;
  sigaction(SIGTSTP, NULL, &present);
  if (present.sa_handler == SIG_IGN) return;
  sigset_t mask = go_away();
  if (group) {
    // The others first. Our own stop below must be delivered to this thread, or it would return and
    // draw before the stop arrives.
    const struct sigaction ignoring = {.sa_handler = SIG_IGN};
    const struct sigaction standard = {.sa_handler = SIG_DFL};
    sigaction(SIGTSTP, &ignoring, NULL);
    kill(0, SIGTSTP);
    sigaction(SIGTSTP, &standard, NULL);
  }
  raise(SIGTSTP);
  set_terminal(terminal);
  come_back(mask);
}

bool rescue_await_foreground(int terminal) {
  pid_t front = tcgetpgrp(terminal);
  if (front == getpgrp()) return true;
  if (front < 0) return set_terminal(terminal);
  sigset_t mask = go_away();
  bool present = set_terminal(terminal);
  come_back(mask);
  return present;
}

_Noreturn void rescue_end_by(int signal) {
  const struct sigaction standard = {.sa_handler = SIG_DFL};
  sigaction(signal, &standard, NULL);
  sigset_t only;
  sigemptyset(&only);
  sigaddset(&only, signal);
  pthread_sigmask(SIG_UNBLOCK, &only, NULL);
  raise(signal);
  _exit(128 + signal);
}
