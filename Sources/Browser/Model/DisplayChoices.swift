import BatchInsight
import BatchPresentation

/// How the list shows batches: in which columns, and with times in which format.
struct DisplayChoices: Sendable, Equatable {
  private(set) var timeMode: TimeMode
  private(set) var columns: ColumnChoice

  init(times: TimeMode = .relative, columns: ColumnChoice = ColumnChoice()) {
    timeMode = times
    self.columns = columns
  }

  mutating func cycleTimes() { timeMode = timeMode.next }

  mutating func show(_ columns: ColumnChoice) { self.columns = columns }

  /// - Parameter count: columns that are out of sight on the left.
  mutating func scrollColumns(to count: Int) { columns.scrolled = count }

  /// The form of ages in the list.
  var ageMode: TimeMode { columns.ageMode(timeMode) }
}
