extension Command {
  /// The index that the command leads to in a list or a text, possibly beyond its ends; nil for a
  /// command that does not move.
  /// - Parameters:
  ///   - last: the last index.
  ///   - height: rows on screen.
  ///   - page: rows that a whole page is; nil for `height`.
  func destination(from index: Int, last: Int, height: Int, page: Int? = nil) -> Int? {
    switch self {
    case .up: index - 1
    case .down: index + 1
    case .halfPageUp: index - max(1, height / 2)
    case .halfPageDown: index + max(1, height / 2)
    case .pageUp: index - max(1, page ?? height)
    case .pageDown: index + max(1, page ?? height)
    case .first: 0
    case .last: last
    default: nil
    }
  }
}
