import Batches

/// The order of the rows: by a column in a direction, rows alike in it by their id; or, without a
/// column, as the server has them.
package struct SortOrder: Sendable, Hashable {
  /// Nil for the server's own order.
  package var column: ListColumn?
  package var isDescending: Bool

  package static let server = SortOrder(column: nil, isDescending: false)

  package init(column: ListColumn?, isDescending: Bool) {
    self.column = column
    self.isDescending = isDescending
  }

  /// In the direction in which the column says most.
  package init(by column: ListColumn) {
    self.init(column: column, isDescending: column.isDescendingAtFirst)
  }

  /// - Parameter name: of a column, with `-` before it for the descending order.
  /// - Returns: nil where there is no such column.
  package init?(named name: String) {
    let isDescending = name.hasPrefix("-")
    guard let column = ListColumn(rawValue: isDescending ? String(name.dropFirst()) : name) else {
      return nil
    }
    self.init(column: column, isDescending: isDescending)
  }

  package var reversed: SortOrder { SortOrder(column: column, isDescending: !isDescending) }

  /// The order after a column was chosen: choosing it again reverses.
  /// - Parameter column: nil for the server's own order.
  package func choosing(_ column: ListColumn?) -> SortOrder {
    guard let column else { return .server }
    return column == self.column ? reversed : SortOrder(by: column)
  }

  /// What can be chosen, in the order of the menu; nil is the server's own order.
  package static let choices: [ListColumn?] = [nil] + ListColumn.allCases.map { $0 }

  /// The key that chooses the server's own order in the menu.
  package static let serverLetter: Character = "o"

  /// A row as it is sorted.
  package struct Entry: Sendable, Hashable {
    var key: SortKey
    package var id: String

    init(_ key: SortKey, id: String) {
      self.key = key
      self.id = id
    }
  }

  package func entry(of batch: Batch, now: Int, baselines: PhaseBaselines) -> Entry {
    Entry(column?.key(of: batch, now: now, baselines: baselines) ?? .unknown, id: batch.id)
  }

  /// Whether one row stands before another; a strict order of all rows with different ids.
  package func precedes(_ left: Entry, _ right: Entry) -> Bool {
    switch (left.key, right.key) {
    case (.unknown, .unknown): break
    case (.unknown, _): return false
    case (_, .unknown): return true
    case (.number(let one), .number(let other)):
      if one != other { return (one < other) != isDescending }
    case (.text(let one), .text(let other)):
      if one != other { return (one < other) != isDescending }
    // Keys of one column are of one kind.
    case (.number, .text): return true
    case (.text, .number): return false
    }
    if left.id != right.id { return left.id < right.id }
    // Ids that only look the same.
    return left.id.utf8.lexicographicallyPrecedes(right.id.utf8)
  }
}
