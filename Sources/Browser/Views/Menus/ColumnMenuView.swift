import Screen

/// The columns to choose from, in a box over the list.
struct ColumnMenuView {
  let state: BrowserState
  let theme: Theme

  func draw(into frame: inout Frame) {
    guard case .columns(let choice) = state.overlay else { return }
    let lines = state.columns.menu.map { column in
      var line = StyledLine(state.columns.contains(column) ? "[x] " : "[ ] ")
      line.append(String(column.letter), theme.key)
      line.append("  " + column.label)
      return line
    }
    Popup(title: "columns", lines: lines, choice: choice, theme: theme).draw(into: &frame)
  }
}
