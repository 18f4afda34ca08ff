#define _GNU_SOURCE
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <termios.h>
#include <unistd.h>

#include "CTerminalRescue.h"

static const int endings[] = {SIGHUP, SIGINT, SIGQUIT, SIGTERM};
enum { ending_count = sizeof endings / sizeof endings[0] };

static struct termios modes;
/// Open on the terminal while its modes are protected; else -1.
static atomic_int terminal = -1;
/// What `on_ending` has replaced.
static struct sigaction earlier[ending_count];
/// For which of `endings` it has.
static bool taken[ending_count];

static void put_back(void) {
  int kept = atomic_exchange(&terminal, -1);
  if (kept < 0) return;
  if (tcgetpgrp(kept) == getpgrp()) {
    // Another program may become the foreground process at this moment.
    sigset_t background, before;
    sigemptyset(&background);
    sigaddset(&background, SIGTTOU);
    pthread_sigmask(SIG_BLOCK, &background, &before);
    tcsetattr(kept, TCSANOW, &modes);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
  }
  close(kept);
}

static void on_ending_first(int signal) { _exit(128 + signal); }

void rescue_end_as_first_process(void) {
  if (getpid() != 1) return;
  for (int i = 0; i < ending_count; i++) {
    struct sigaction present;
    sigaction(endings[i], NULL, &present);
    const struct sigaction action = {.sa_handler = on_ending_first, .sa_flags = SA_ONSTACK};
    if (present.sa_handler == SIG_DFL) sigaction(endings[i], &action, NULL);
  }
}

static void on_ending(int signal) {
  put_back();
  rescue_end_by(signal);
}

void rescue_keep_modes(void) {
  int own = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC);
  if (own < 0) return;
  if (tcgetattr(own, &modes) != 0) {
    close(own);
    return;
  }
  atomic_store(&terminal, own);
  for (int i = 0; i < ending_count; i++) {
    sigaction(endings[i], NULL, &earlier[i]);
    taken[i] = earlier[i].sa_handler == SIG_DFL || earlier[i].sa_handler == on_ending_first;
    struct sigaction action = {.sa_handler = on_ending, .sa_flags = SA_RESTART | SA_ONSTACK};
    sigfillset(&action.sa_mask);
    if (taken[i]) sigaction(endings[i], &action, NULL);
  }
}

void rescue_put_back_modes(void) {
  put_back();
  for (int i = 0; i < ending_count; i++) {
    if (taken[i]) sigaction(endings[i], &earlier[i], NULL);
    taken[i] = false;
  }
}
