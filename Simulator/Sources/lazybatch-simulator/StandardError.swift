import Glibc

enum StandardError {
  /// Prints one line with the program's name.
  static func note(_ sentence: String) {
    let line = Array("lazybatch: \(sentence)\n".utf8)
    // Errors are ignored: there is nowhere left to report them.
    _ = line.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }
}
