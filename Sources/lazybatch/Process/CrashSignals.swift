import Glibc

/// Signals of a crash, where there is no screen to restore first.
enum CrashSignals {
  /// Lets them end the process at once, by themselves. Swift's own handler halts all threads for
  /// minutes to print a trace, of memory that holds the key, and goes on where the signal came from
  /// outside.
  static func endTheProcess() {
    for number in [SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGFPE, SIGQUIT] {
      signal(number, SIG_DFL)
    }
  }
}
