import Dispatch
import Glibc

/// Who started this process, and holds the other end of its standard input.
enum Parent {
  /// Ends the process once that end is closed, which the kernel does however the parent ended, and
  /// for no ^C, ^Z or hang-up of the terminal, which are for the parent.
  static func endWithIt() {
    setsid()
    // A queue of its own has a thread of its own; the pool's are few, and answer requests.
    DispatchQueue(label: "parent").async {
      var byte: UInt8 = 0
      while true {
        let count = read(STDIN_FILENO, &byte, 1)
        if count == 0 || (count < 0 && errno != EINTR) { _exit(EXIT_SUCCESS) }
      }
    }
  }
}
