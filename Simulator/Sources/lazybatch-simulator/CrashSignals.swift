import Glibc

enum CrashSignals {
  /// Restores the default action for the signals of a crash: Swift's own handler would stop the process
  /// for minutes, or prompt on the terminal, while clients wait.
  static func endTheProcess() {
    for number in [SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGFPE, SIGQUIT] {
      signal(number, SIG_DFL)
    }
  }
}
