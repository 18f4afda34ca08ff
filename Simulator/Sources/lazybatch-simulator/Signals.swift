import Glibc

/// The signals that ask a program to exit.
enum EndingSignals {
  /// Makes them end this process even if it is the first of its container (PID 1), which the kernel
  /// protects from the default action of signals.
  static func endTheFirstProcess() {
    guard getpid() == 1 else { return }
    for number in [SIGHUP, SIGINT, SIGQUIT, SIGTERM] { signal(number) { _exit(128 + $0) } }
  }
}

enum CrashSignals {
  /// Restores the default action for the signals of a crash: Swift's own handler would stop the process
  /// for minutes, or prompt on the terminal, while clients wait.
  static func endTheProcess() {
    for number in [SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGFPE, SIGQUIT] {
      signal(number, SIG_DFL)
    }
  }
}
