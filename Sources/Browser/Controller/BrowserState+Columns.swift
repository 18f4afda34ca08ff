import BatchInsight
import BatchPresentation
import Screen

/// The columns of the list: which are shown (`c`), and scrolling through them (`<` and `>`).
extension BrowserState {
  /// The columns as laid out on the screen.
  var listColumns: ListColumns {
    ListColumns(
      columns: layout.rows.columns, choice: screen.display.columns, mode: screen.display.timeMode)
  }

  /// What the columns say now.
  func listCell(of columns: ListColumns) -> ListCell {
    ListCell(
      now: clocks.server.second, mode: screen.display.timeMode, ageMode: screen.display.ageMode,
      zone: settings.zone, baselines: baselines, hasVerdictColumn: columns.contains(.verdict))
  }

  /// Whether the list is on screen, with its columns.
  var showsColumns: Bool { !layout.rows.isEmpty && screen.gantt == nil }

  mutating func scrollColumns(_ command: Command) {
    guard showsColumns else {
      say(.unbound)
      return
    }
    let shown = listColumns
    switch command {
    case .scrollRight where shown.hiddenRight > 0: screen.scrollColumns(to: shown.scrolled + 1)
    case .scrollLeft where shown.scrolled > 0: screen.scrollColumns(to: shown.scrolled - 1)
    case .scrollLeft: say(.firstColumns)
    default: say(.lastColumns)
    }
  }

  mutating func openColumnMenu() {
    if showsColumns { overlays.open(.columns(ColumnMenu())) } else { say(.unbound) }
  }
}
