import BatchInsight
import Batches

/// A column of the list: what it is called, how wide it is, what its cells show, and what rows are
/// sorted by. It has no state.
package protocol ColumnContent: Sendable {
  /// In menus.
  var label: String { get }
  /// The key that chooses it in a menu: none of those that move there.
  var letter: Character { get }
  /// For docs/columns.md: what it shows.
  var help: String { get }

  /// At the head of the column.
  /// - Parameter mode: the format of ages.
  func title(in mode: TimeMode) -> String

  /// Screen columns that its cells take, and its title with the arrow of the order.
  func width(in mode: TimeMode) -> Int

  /// The widths that suit it in a list of so many screen columns, the widest first.
  func widths(in list: Int, mode: TimeMode) -> [ColumnWidth]

  var alignment: StyledLine.Alignment { get }

  /// - Parameter columns: what the cell may take.
  /// - Returns: a line that may be longer, or shorter.
  func line(of batch: Batch, columns: Int, theme: Theme, in cell: ListCell) -> StyledLine

  /// Seconds until the cell shows something else although nothing happens; nil for never.
  func secondsUntilChange(of batch: Batch, in cell: ListCell) -> Int?

  /// - Parameters:
  ///   - now: in UTC.
  ///   - baselines: what is usual, for verdicts.
  func sortKey(of batch: Batch, now: Int, baselines: PhaseBaselines) -> SortKey

  /// Whether the ascending order ends with what is wanted first: the newest, the longest, the most.
  var isDescendingAtFirst: Bool { get }

  /// Whether `sortKey` depends on what is usual.
  var dependsOnBaselines: Bool { get }

  /// When the row may move in this order by the passing of time alone, as `now`; nil for never.
  func nextMove(of batch: Batch, after now: Int, baselines: PhaseBaselines) -> Int?
}

/// A width of a column, and the least that it leaves to the name beside it.
package struct ColumnWidth: Sendable {
  package var columns: Int
  var name = LeastName.usual

  /// Screen columns of the name.
  enum LeastName {
    /// By what matters most.
    static let barest = 12
    static let besideCounts = 14
    static let besideBar = 18
    static let usual = 16
    /// By the one column that was scrolled to.
    static let scrolled = 8
  }
}

extension ColumnContent {
  package func title(in mode: TimeMode) -> String { label.uppercased() }

  package func widths(in list: Int, mode: TimeMode) -> [ColumnWidth] {
    [ColumnWidth(columns: width(in: mode))]
  }

  package var alignment: StyledLine.Alignment { .left }

  package func secondsUntilChange(of batch: Batch, in cell: ListCell) -> Int? { nil }

  package var isDescendingAtFirst: Bool { false }

  package var dependsOnBaselines: Bool { false }

  package func nextMove(of batch: Batch, after now: Int, baselines: PhaseBaselines) -> Int? { nil }
}
