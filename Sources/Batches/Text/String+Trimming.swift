extension String {
  /// Without leading and trailing white space, as it is pasted along or read from a file.
  package func trimmingWhitespace() -> String {
    var remaining = self[...]
    while remaining.first?.isWhitespace == true { remaining.removeFirst() }
    while remaining.last?.isWhitespace == true { remaining.removeLast() }
    return String(remaining)
  }
}
