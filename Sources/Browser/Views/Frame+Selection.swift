import BatchPresentation
import Screen

extension Frame {
  /// Shows that a row is selected. The terminal's cursor rests there, where screen readers look.
  /// - Parameter focused: whether the keys act on the pane that it is in.
  mutating func select(_ row: Rect, _ theme: Theme, focused: Bool = true) {
    restyle(row) { theme.selected($0, focused: focused) }
    restingPoint = Point(column: row.column, row: row.row)
  }
}
