import Screen

/// All keys by topic, from the key table.
struct HelpView {
  let state: BrowserState
  let theme: Theme
  let keymap: Keymap

  /// Columns for the keys of one row.
  private static let keyColumns = 18
  /// The same on a narrow screen.
  private static let fewKeyColumns = 12

  func draw(into frame: inout Frame) {
    guard case .help(let help) = state.overlay else { return }
    let layout = state.layout
    let area = Rect(
      column: 0, row: layout.head.endRow, columns: state.size.columns,
      rows: Self.height(on: state.size))
    frame.clear(area)
    let lines = Self.lines(
      for: help, keymap: keymap, theme: theme, repertoire: state.repertoire,
      columns: state.size.columns - 4)
    defer {
      if let note = theme.hiddenNote(above: help.top, below: lines.count - help.top - area.rows) {
        frame.write(
          note, column: area.endColumn - ScreenText.columns(of: note) - 1, row: area.endRow - 1,
          style: theme.secondary, clip: area)
      }
    }
    for (offset, line) in lines.dropFirst(help.top).prefix(area.rows).enumerated() {
      frame.draw(
        line.truncated(to: max(0, area.columns - 4), ellipsis: theme.glyphs.ellipsis),
        at: Point(column: 2, row: area.row + offset), clip: area)
    }
  }

  /// Rows of help on a screen.
  static func height(on size: Size) -> Int { max(0, size.rows - 2) }

  static func lineCount(for help: HelpState, keymap: Keymap, on size: Size) -> Int {
    lines(
      for: help, keymap: keymap, theme: .unicode, repertoire: .unicode, columns: size.columns - 4
    )
    .count
  }

  private static func lines(
    for help: HelpState, keymap: Keymap, theme: Theme, repertoire: Repertoire, columns: Int
  ) -> [StyledLine] {
    var lines: [StyledLine] = []
    for topic in Binding.Topic.allCases {
      let rows = keymap.bindings.filter { $0.topic == topic }
        .map { ($0, $0.keys.map { $0.label(repertoire) }.joined(separator: " ")) }
        .filter { help.matches($0.1, $0.0.help, topic.rawValue) }
      if rows.isEmpty { continue }
      if !lines.isEmpty { lines.append(StyledLine()) }
      lines.append(StyledLine(topic.rawValue, theme.title))
      for (binding, keys) in rows {
        let keyColumns = columns < 60 ? Self.fewKeyColumns : Self.keyColumns
        let indent = keyColumns + 4
        let texts = ScreenText.wrapped(binding.help, to: max(8, columns - indent))
        for (offset, text) in texts.enumerated() {
          var line = StyledLine("  ")
          line.append(StyledLine(offset == 0 ? keys : "", theme.key).padded(to: keyColumns))
          line.append("  " + text)
          lines.append(line)
        }
      }
    }
    if lines.isEmpty { lines.append(StyledLine("no key does that", theme.secondary)) }
    return lines
  }
}
