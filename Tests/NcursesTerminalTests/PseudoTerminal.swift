import Glibc
import Screen
import Testing

/// A pseudo terminal, of which the test controls the user's side.
final class PseudoTerminal {
  /// The side that the program under test opens.
  let program: Int32
  /// -1 once it is closed.
  private var user: Int32

  init(columns: Int = 40, rows: Int = 10) throws {
    user = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    var number: Int32 = -1
    var locked: Int32 = 0
    // TIOCSPTLCK and TIOCGPTN, which Swift does not import.
    try #require(user >= 0 && ioctl(user, UInt(0x4004_5431), &locked) == 0)
    try #require(ioctl(user, UInt(0x8004_5430), &number) == 0)
    program = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY | O_CLOEXEC)
    try #require(program >= 0)
    resize(columns: columns, rows: rows)
  }

  deinit {
    close(program)
    hangUp()
  }

  func resize(columns: Int, rows: Int) {
    var size = winsize(
      ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(user, UInt(TIOCSWINSZ), &size)
  }

  /// Closes the user's side.
  func hangUp() {
    guard user >= 0 else { return }
    close(user)
    // The number may be reused by a socket of another test.
    user = -1
  }

  func type(_ text: String) {
    _ = Array(text.utf8).withUnsafeBytes { write(user, $0.baseAddress, $0.count) }
  }

  /// All that the program wrote since the last call.
  func output() -> String {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    var state = pollfd(fd: user, events: Int16(POLLIN), revents: 0)
    while poll(&state, 1, 0) > 0 {
      let count = read(user, &buffer, buffer.count)
      guard count > 0 else { break }
      bytes += buffer[..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// What was typed and not read by the program.
  func unread() -> String {
    var buffer = [UInt8](repeating: 0, count: 4096)
    var state = pollfd(fd: program, events: Int16(POLLIN), revents: 0)
    guard poll(&state, 1, 0) > 0 else { return "" }
    let count = read(program, &buffer, buffer.count)
    return String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
  }

  /// The terminal's settings, as the kernel keeps them.
  func settings() -> [UInt8] {
    var settings = [UInt8](repeating: 0, count: 64)
    _ = ioctl(program, UInt(TCGETS), &settings)
    return settings
  }
}
