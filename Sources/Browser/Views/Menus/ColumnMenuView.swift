import Screen

/// The columns to choose from, in a box over the list.
struct ColumnMenuView {
  let state: BrowserState
  let theme: Theme

  /// Nil where it is not open.
  var popup: Popup? {
    guard case .columns(let choice) = state.overlay else { return nil }
    let lines = state.columns.menu.map { column in
      var line = StyledLine(state.columns.contains(column) ? "[x] " : "[ ] ")
      line.append(String(column.letter), theme.key)
      line.append("  " + column.label)
      return line
    }
    return Popup(title: "columns", lines: lines, choice: choice, theme: theme)
  }
}
