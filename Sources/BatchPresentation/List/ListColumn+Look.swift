import BatchInsight

extension ListColumn {
  /// At the head of the column.
  /// - Parameter mode: the format of ages.
  package func title(in mode: TimeMode) -> String {
    switch self {
    case .inState: "IN STATE"
    case .age where mode != .relative: Self.created.title(in: mode)
    default: rawValue.uppercased()
    }
  }

  /// The order of the rows in terms of what the column shows.
  /// - Returns: nil where they are not sorted by that.
  package func order(shownOf order: SortOrder, mode: TimeMode) -> SortOrder? {
    guard self == .age, mode != .relative else { return order.column == self ? order : nil }
    return switch order.column {
    // The youngest was created last.
    case .age?: SortOrder(column: .created, isDescending: !order.isDescending)
    case .created?: order
    default: nil
    }
  }

  /// Columns that its cells take, and its title with the arrow of the order.
  package func width(in mode: TimeMode) -> Int {
    switch self {
    case .status: 11
    case .name: 12
    case .progress: 10
    case .age: mode.cellColumns
    case .created: TimeMode.local.cellColumns
    case .left: 5
    case .inState, .duration, .requests: 9
    case .failed: 7
    case .endpoint: 20
    case .verdict: Verdict.shortColumns
    }
  }

  /// What is compared from row to row stands with its ends below each other.
  package var alignment: StyledLine.Alignment {
    switch self {
    case .status, .name, .progress, .endpoint, .verdict: .left
    case .age, .created, .inState, .left, .duration, .requests, .failed: .right
    }
  }
}
