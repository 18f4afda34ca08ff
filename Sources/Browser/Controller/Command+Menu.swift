extension Command {
  /// The line of a menu that is chosen after the command.
  /// - Parameter count: of its lines.
  func moved(_ choice: Int, in count: Int) -> Int {
    let target =
      switch self {
      case .up: choice - 1
      case .down: choice + 1
      case .first: 0
      case .last: count - 1
      default: choice
      }
    return min(max(0, target), max(0, count - 1))
  }
}
