/// What the list can be sorted by, and shown in columns.
package enum ListColumn: String, Sendable, Hashable, CaseIterable {
  case status, name, progress, age, created
  case inState = "in-state"
  case left, duration, requests, failed, endpoint, verdict

  /// In a menu.
  package var label: String {
    switch self {
    case .inState: "in state for"
    default: rawValue
    }
  }

  /// Whether what is wanted first stands at the end of the ascending order: the newest, the
  /// longest, the most.
  var isDescendingAtFirst: Bool {
    switch self {
    case .progress, .created, .inState, .duration, .requests, .failed: true
    case .status, .name, .age, .left, .endpoint, .verdict: false
    }
  }
}

extension ListColumn {
  /// Whether it stays where it is when columns are scrolled or moved.
  package var isFixed: Bool { self == .status || self == .name }

  /// The key that chooses it in a menu: none of those that move there.
  package var letter: Character {
    switch self {
    case .status: "s"
    case .name: "n"
    case .progress: "p"
    case .age: "a"
    case .created: "c"
    case .inState: "i"
    case .left: "l"
    case .duration: "d"
    case .requests: "r"
    case .failed: "f"
    case .endpoint: "e"
    case .verdict: "v"
    }
  }
}
