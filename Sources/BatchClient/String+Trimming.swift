extension String {
  /// Without the spaces, tabs and newlines around it, as they come along when text is pasted or
  /// read from a file.
  func trimmingWhitespace() -> String {
    var remaining = self[...]
    while remaining.first?.isWhitespace == true { remaining.removeFirst() }
    while remaining.last?.isWhitespace == true { remaining.removeLast() }
    return String(remaining)
  }
}
