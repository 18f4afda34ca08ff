import Glibc

enum CrashSignals {
  /// Lets signals of a crash end the process at once: Swift's own handler would halt it for minutes,
  /// or ask on the terminal what to do, while clients wait.
  static func endTheProcess() {
    for number in [SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGFPE, SIGQUIT] {
      signal(number, SIG_DFL)
    }
  }
}
