import Screen

/// The fields of the selected batch to choose from, in a box over the list.
struct CopyMenuView {
  let state: BrowserState
  let theme: Theme

  private static let nameColumns = 16

  func draw(into frame: inout Frame) {
    guard case .copy(let choice) = state.overlay else { return }
    let fields = state.copyFields
    let lines = fields.map { field in
      // Only the beginning of a text of many lines is shown.
      let beginning = ScreenText.beginning(of: field.text)
      let firstLine = beginning.split(separator: "\n").first.map(String.init) ?? ""
      return StyledLine(field.name, theme.secondary).padded(to: Self.nameColumns)
        + StyledLine(firstLine)
    }
    Popup(title: "copy", lines: lines, choice: choice, theme: theme).draw(into: &frame)
  }
}
