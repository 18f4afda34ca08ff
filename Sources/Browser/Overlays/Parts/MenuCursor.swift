/// Which line of a menu is chosen.
struct MenuCursor: Sendable, Hashable {
  private(set) var line: Int

  init(_ line: Int = 0) { self.line = line }

  /// - Parameter count: of the menu's lines.
  /// - Returns: false for a command that does not move it.
  mutating func move(by command: Command, count: Int) -> Bool {
    let target: Int
    switch command {
    case .up: target = line - 1
    case .down: target = line + 1
    case .first: target = 0
    case .last: target = count - 1
    default: return false
    }
    line = min(max(0, target), max(0, count - 1))
    return true
  }
}
