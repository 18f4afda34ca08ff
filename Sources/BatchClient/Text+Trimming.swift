extension String {
  /// Without the spaces, tabs and newlines around it, as they come along when text is pasted or
  /// read from a file.
  func trimmingWhitespace() -> String {
    var rest = self[...]
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}
