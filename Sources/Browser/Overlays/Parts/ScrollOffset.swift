/// Lines of a text that are scrolled out of sight above.
struct ScrollOffset: Sendable, Hashable {
  private(set) var top = 0

  init(_ top: Int = 0) { self.top = top }

  /// - Parameters:
  ///   - height: rows on screen.
  ///   - most: lines that can be out of sight.
  /// - Returns: false for a command that does not scroll.
  mutating func move(by command: Command, height: Int, most: Int) -> Bool {
    switch command {
    case .up: top -= 1
    case .down: top += 1
    case .halfPageUp: top -= max(1, height / 2)
    case .halfPageDown: top += max(1, height / 2)
    case .pageUp: top -= max(1, height - 1)
    case .pageDown: top += max(1, height - 1)
    case .first: top = 0
    case .last: top = most
    default: return false
    }
    limit(to: most)
    return true
  }

  mutating func limit(to most: Int) { top = min(max(0, top), most) }
}
