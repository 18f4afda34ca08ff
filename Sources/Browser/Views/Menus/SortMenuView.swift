import Screen

/// The columns that rows can be sorted by, in a box over the list.
struct SortMenuView {
  let state: BrowserState
  let theme: Theme

  /// Nil where it is not open.
  var popup: Popup? {
    guard case .sort(let choice) = state.overlay else { return nil }
    let lines = SortOrder.choices.map { column in
      var line = StyledLine(mark(column)).padded(to: 2)
      line.append(String(column?.letter ?? SortOrder.serverLetter), theme.key)
      line.append("  " + (column?.label ?? "server's order"))
      return line
    }
    return Popup(title: "sort by", lines: lines, choice: choice, theme: theme)
  }

  /// Stands before the order that the rows are in.
  private func mark(_ column: ListColumn?) -> String {
    guard column == state.query.order.column else { return "" }
    return column == nil ? theme.glyphs.chosen : theme.glyphs.arrow(of: state.query.order)
  }
}
