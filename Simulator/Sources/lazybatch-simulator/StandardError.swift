import Glibc

enum StandardError {
  /// One line for the reader, who is told whose it is.
  static func note(_ sentence: String) {
    let line = Array("lazybatch: \(sentence)\n".utf8)
    // What cannot be written is lost: there is nobody left to tell.
    _ = line.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }
}
