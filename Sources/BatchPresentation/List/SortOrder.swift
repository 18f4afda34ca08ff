import BatchInsight
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
    self.init(column: column, isDescending: column.content.isDescendingAtFirst)
  }

  /// - Parameter name: of a column, with `-` before it for the descending order.
  /// - Returns: nil where there is no such column.
  package init?(named name: String) {
    let isDescending = name.hasPrefix("-")
    let name = isDescending ? String(name.dropFirst()) : name
    guard let column = ListColumn.allCases.first(where: { $0.name == name }) else { return nil }
    self.init(column: column, isDescending: isDescending)
  }

  /// What `init(named:)` reads; nil for the server's own order.
  package var name: String? { column.map { (isDescending ? "-" : "") + $0.name } }

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

  package func entry(of batch: Batch, now: Int, baselines: PhaseBaselines) -> SortEntry {
    let key = column?.content.sortKey(of: batch, now: now, baselines: baselines)
    return SortEntry(key ?? .unknown, id: batch.id)
  }
}
