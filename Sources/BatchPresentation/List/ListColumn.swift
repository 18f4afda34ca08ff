import BatchInsight

/// What the list can be sorted by, and shown in columns. A further one is a file of its own, with a case
/// and a line here.
package enum ListColumn: Sendable, Hashable, CaseIterable {
  case status, name, progress, age, created, inState, left, duration, requests, failed, endpoint
  case model, tokens, verdict

  /// The only switch over the columns.
  package var content: any ColumnContent {
    switch self {
    case .status: StatusColumn()
    case .name: NameColumn()
    case .progress: ProgressColumn()
    case .age: AgeColumn()
    case .created: CreatedColumn()
    case .inState: InStateColumn()
    case .left: LeftColumn()
    case .duration: DurationColumn()
    case .requests: RequestsColumn()
    case .failed: FailedColumn()
    case .endpoint: EndpointColumn()
    case .model: ModelColumn()
    case .tokens: TokensColumn()
    case .verdict: VerdictColumn()
    }
  }

  /// On a command line: its title, as fields are written.
  package var name: String {
    String(content.title(in: .relative).lowercased().map { $0 == " " ? "_" : $0 })
  }

  /// Whether it stays where it is when columns are scrolled or moved.
  package var isFixed: Bool { self == .status || self == .name }

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
}
