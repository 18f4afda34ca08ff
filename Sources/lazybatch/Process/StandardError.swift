import Browser
import Glibc

enum StandardError {
  static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// One line for the reader, who is told whose it is. Whatever a server wrote into it, it stays
  /// one harmless line.
  static func note(_ sentence: String) {
    write("lazybatch: \(PlainLook.harmless(sentence))\n")
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
