import Dispatch
import Glibc

/// The process that started this one and holds the other end of its standard input.
enum Parent {
  /// Exits once that end is closed, which the kernel does however the parent exits. ^C, ^Z and a
  /// hang-up of the terminal only reach the parent.
  static func endWithIt() {
    setsid()
    // A separate queue has its own thread; those of the pool are few and serve requests.
    DispatchQueue(label: "parent").async {
      var byte: UInt8 = 0
      while true {
        let count = read(STDIN_FILENO, &byte, 1)
        if count == 0 || (count < 0 && errno != EINTR) { _exit(EXIT_SUCCESS) }
      }
    }
  }
}
