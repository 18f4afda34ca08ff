/// Lines of a text that are scrolled out of sight above.
struct ScrollOffset: Sendable, Hashable {
  private(set) var top = 0

  init(_ top: Int = 0) { self.top = top }

  /// - Parameters:
  ///   - height: rows on screen.
  ///   - most: lines that can be out of sight.
  /// - Returns: false for a command that does not scroll.
  mutating func move(by command: Command, height: Int, most: Int) -> Bool {
    // The last row of a page stays as the first one of the next.
    guard
      let target = command.destination(from: top, last: most, height: height, page: height - 1)
    else { return false }
    top = target
    limit(to: most)
    return true
  }

  mutating func limit(to most: Int) { top = min(max(0, top), most) }
}
