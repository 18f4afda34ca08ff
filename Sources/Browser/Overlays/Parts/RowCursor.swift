/// The chosen row of a list on a screen of its own, and the first row that is shown.
struct RowCursor: Sendable, Hashable {
  private(set) var index = 0
  private(set) var top = 0

  /// - Parameters:
  ///   - count: rows of the list.
  ///   - height: rows on screen.
  /// - Returns: false for a command that does not move.
  mutating func move(by command: Command, count: Int, height: Int) -> Bool {
    guard let target = command.destination(from: index, last: count - 1, height: height) else {
      return false
    }
    move(to: target, count: count, height: height)
    return true
  }

  mutating func move(to target: Int, count: Int, height: Int) {
    index = min(max(0, target), max(0, count - 1))
    fit(count: count, height: height)
  }

  /// Keeps the row on screen, and no blank lines below the last one while rows are above.
  mutating func fit(count: Int, height: Int) {
    index = min(index, max(0, count - 1))
    let height = max(1, height)
    top = min(max(top, index - height + 1), index)
    top = max(0, min(top, count - height))
  }

  /// The rows on screen.
  func visible(count: Int, height: Int) -> Range<Int> {
    let top = min(self.top, count)
    return top..<min(count, top + max(0, height))
  }
}
