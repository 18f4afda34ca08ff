import Screen

extension Key {
  /// Yes or no. Only a clear answer counts: a key that is held, or meant for the list, is none.
  var answer: Bool? {
    switch self {
    case .character("y"), .character("Y"): true
    case .character("n"), .character("N"), .character("q"), .escape, .control("c"): false
    default: nil
    }
  }
}
