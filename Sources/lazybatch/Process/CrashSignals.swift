import Glibc
import NcursesTerminal

/// The signals of a crash.
enum CrashSignals {
  /// Restores the default action, for commands without a full screen. Swift's own handler stops all
  /// threads for minutes to print a backtrace, which may contain the key, and resumes if the signal
  /// came from another process.
  static func endTheProcess() {
    for number in [SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGFPE] {
      signal(number, SIG_DFL)
    }
  }

  /// For all commands, and for the browser before its screen is open and after it is closed: Swift's own
  /// handler would prompt on the terminal for half a minute.
  static func leaveTheTerminalAlone() {
    signal(SIGQUIT, SIG_DFL)
    NcursesTerminal.handleCrashes()
  }
}
