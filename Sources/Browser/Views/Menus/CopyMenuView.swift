import Screen

/// The fields of the selected batch to choose from, in a box over the list.
struct CopyMenuView {
  let state: BrowserState
  let theme: Theme

  private static let nameColumns = 16

  /// Nil where it is not open.
  var popup: Popup? {
    guard case .copy(let choice) = state.overlay else { return nil }
    let fields = state.copyFields
    let lines = fields.map { field in
      // The first line of JSON would be a brace.
      let lines = ScreenText.beginning(of: field.text).split(separator: "\n")
      return StyledLine(field.name, theme.secondary).padded(to: Self.nameColumns)
        + StyledLine(lines.map { $0.drop { $0 == " " } }.joined(separator: " "))
    }
    return Popup(title: "copy", lines: lines, choice: choice, theme: theme)
  }
}
