import FileDescriptors
import Glibc

/// Standard output, unbuffered, so that a reader gets each row as it arrives.
struct StandardOutput {
  /// The reader is gone (`| head`), which ends the command without an error.
  struct Closed: Error {}

  init() {
    // `write` reports a closed pipe; the signal would end the process before it cleaned up.
    signal(SIGPIPE, SIG_IGN)
  }

  static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

  /// The width of the terminal; nil where the output is not a terminal.
  static var columns: Int? {
    terminalSize(of: STDOUT_FILENO)?.columns
  }

  /// - Throws: `Closed`, or a `Failure` such as a full disk.
  func write(_ bytes: [UInt8]) throws {
    switch writeAll(bytes, to: STDOUT_FILENO) {
    case 0: return
    case EPIPE: throw Closed()
    case let problem:
      let reason = String(cString: strerror(problem))
      throw Failure(sentence: "Standard output cannot be written: \(reason)", status: EX_IOERR)
    }
  }

  /// - Throws: `Closed` when the reader is gone, so that no further page need be requested.
  func checkReader() throws {
    if pollEvents(POLLOUT, of: STDOUT_FILENO, milliseconds: 0) & POLLERR != 0 { throw Closed() }
  }
}
