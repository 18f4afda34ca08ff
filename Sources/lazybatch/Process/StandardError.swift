import Browser
import Glibc
import Screen

enum StandardError {
  static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// One line for the reader, who is told whose it is; on a terminal it breaks between words.
  /// Whatever a server wrote into it, it stays one harmless line.
  static func note(_ sentence: String) {
    let line = "lazybatch: " + PlainLook.harmless(sentence)
    let lines = columns.map { ScreenText.wrapped(line, to: $0) } ?? [line]
    write(lines.joined(separator: "\n") + "\n")
  }

  /// Of the terminal; nil where there is none.
  private static var columns: Int? {
    var size = winsize()
    guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  /// What cannot be written is lost: there is nobody left to tell.
  static func write(_ text: String) {
    let bytes = Array(text.utf8)
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes {
        Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count)
      }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return }
      sent += count
    }
  }
}
