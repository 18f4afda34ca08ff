/// The rows that cursor, screen and filter want to be loaded, as far as the loader has to know.
struct RowDemand: Sendable, Hashable {
  enum Rows: Sendable, Hashable {
    /// The list in the server's order: as many rows as `ahead` below the one at `cursor`, an index
    /// in the list, -1 without a row.
    case below(cursor: Int, ahead: Int)
    /// Any row: a view that hides or orders rows is short of some.
    case anywhere
    case none
  }

  var rows: Rows
  /// The index in the list from which a gap on screen may be filled; nil while the user did not move
  /// since rows were last asked for.
  var gapsFrom: Int?

  static let nothing = RowDemand(rows: .none)

  init(rows: Rows, gapsFrom: Int? = nil) {
    self.rows = rows
    self.gapsFrom = gapsFrom
  }
}
