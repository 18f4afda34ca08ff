import Glibc

/// Standard output, written at once, so that a reader gets each row as it arrives.
struct StandardOutput {
  /// Nobody reads on (`| head`): the end of the work, and no mistake.
  struct Closed: Error {}

  init() {
    // A closed pipe is told by `write`; the signal would end the program before it tidied up.
    signal(SIGPIPE, SIG_IGN)
  }

  static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

  /// Of the terminal; nil where there is none.
  static var columns: Int? {
    var size = winsize()
    guard isTerminal, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
      return nil
    }
    return Int(size.ws_col)
  }

  /// - Throws: `Closed`, or a `Failure` such as a full disk.
  func write(_ bytes: [UInt8]) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
        continue
      }
      switch errno {
      case EINTR: continue
      case EAGAIN: awaitRoom()
      case EPIPE: throw Closed()
      default:
        let reason = String(cString: strerror(errno))
        throw Failure(sentence: "Standard output cannot be written: \(reason)", status: EX_IOERR)
      }
    }
  }

  /// - Throws: `Closed` when nobody reads on: what is not read need not be asked for.
  func checkReader() throws {
    if events(POLLOUT, waiting: 0) & Int32(POLLERR) != 0 { throw Closed() }
  }

  private func awaitRoom() { _ = events(POLLOUT, waiting: -1) }

  private func events(_ wanted: Int32, waiting milliseconds: Int32) -> Int32 {
    var descriptor = pollfd(fd: STDOUT_FILENO, events: Int16(wanted), revents: 0)
    return poll(&descriptor, 1, milliseconds) > 0 ? Int32(descriptor.revents) : 0
  }
}
