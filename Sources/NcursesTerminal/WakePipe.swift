import Glibc

/// Ends a wait in `poll` from another thread.
final class WakePipe: Sendable {
  /// Readable from a wake-up until `drain`.
  let readable: Int32
  private let writable: Int32

  /// - Throws: `TerminalError` when there are no more descriptors.
  init() throws(TerminalError) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else {
      throw TerminalError("The terminal cannot be opened: \(String(cString: strerror(errno))).")
    }
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    (readable, writable) = (ends[0], ends[1])
  }

  deinit {
    close(readable)
    close(writable)
  }

  func wake() {
    // A full pipe wakes the reader as well.
    var byte: UInt8 = 0
    _ = write(writable, &byte, 1)
  }

  func drain() {
    var bytes = [UInt8](repeating: 0, count: 64)
    while read(readable, &bytes, bytes.count) == bytes.count {}
  }
}
