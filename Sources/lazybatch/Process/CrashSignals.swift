import Glibc
import NcursesTerminal

/// Signals of a crash.
enum CrashSignals {
  /// Where there is no screen to restore first: lets them end the process at once, by themselves.
  /// Swift's own handler halts all threads for minutes to print a trace, of memory that holds the
  /// key, and goes on where the signal came from outside.
  static func endTheProcess() {
    for number in [SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGFPE, SIGQUIT] {
      signal(number, SIG_DFL)
    }
  }

  /// Where there may be a screen: until it is open, and once it is closed, Swift's own handler would
  /// ask the user what to do, for half a minute and with the terminal in its hands.
  static func leaveTheTerminalAlone() {
    signal(SIGQUIT, SIG_DFL)
    NcursesTerminal.handleCrashes()
  }
}
