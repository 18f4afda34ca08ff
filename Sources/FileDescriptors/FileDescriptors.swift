import Glibc

/// Writes all bytes, however many calls it takes, and waits where a non-blocking descriptor has no
/// room.
/// - Returns: 0, or the `errno` of the call that failed; the bytes before that are written.
package func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
  bytes.withUnsafeBytes { bytes in
    var sent = 0
    while sent < bytes.count {
      let count = write(descriptor, bytes.baseAddress.map { $0 + sent }, bytes.count - sent)
      if count > 0 {
        sent += count
        continue
      }
      switch count == 0 ? EIO : errno {
      case EINTR: continue
      case EAGAIN: _ = pollEvents(POLLOUT, of: descriptor, milliseconds: -1)
      case let problem: return problem
      }
    }
    return 0
  }
}

/// Waits for events of a descriptor.
/// - Parameter milliseconds: 0 returns at once, -1 waits until there is an event.
/// - Returns: what `poll` reports; 0 where the wait ended without any.
package func pollEvents(_ events: Int32, of descriptor: Int32, milliseconds: Int32) -> Int32 {
  var entry = pollfd(fd: descriptor, events: Int16(events), revents: 0)
  return poll(&entry, 1, milliseconds) > 0 ? Int32(entry.revents) : 0
}

/// The size of a terminal in characters; nil where the descriptor is not a terminal or the terminal
/// does not know its width. The rows may be 0.
package func terminalSize(of descriptor: Int32) -> (columns: Int, rows: Int)? {
  var size = winsize()
  guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
    return nil
  }
  return (Int(size.ws_col), Int(size.ws_row))
}
