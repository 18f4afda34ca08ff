/// The log of changes on screen: which entry is chosen, and on which of its rows it stands. Both
/// stay when entries arrive above.
struct LogState: Sendable, Hashable {
  /// The number of the chosen entry.
  var chosen: Int
  /// Rows from the first entry on screen down to the chosen one.
  var line = 0

  /// The entries on screen, counted from the newest.
  /// - Parameters:
  ///   - chosen: the place of the chosen entry.
  ///   - height: rows for entries.
  func visible(of count: Int, chosen: Int, height: Int) -> Range<Int> {
    let top = min(max(0, chosen - min(max(0, line), height - 1)), max(0, count - height))
    return top..<min(count, top + height)
  }
}
