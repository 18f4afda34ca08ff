import Screen

/// All keys by topic, from the key table.
struct HelpView {
  let state: BrowserState
  let theme: Theme
  let keymap: Keymap

  /// Columns for the keys of one row.
  private static let keyColumns = 18

  func draw(into frame: inout Frame) {
    guard case .help(let help) = state.overlay else { return }
    let layout = state.layout
    let area = Rect(
      column: 0, row: layout.head.endRow, columns: state.size.columns,
      rows: Self.height(on: state.size))
    frame.clear(area)
    let lines = Self.lines(
      for: help, keymap: keymap, theme: theme, repertoire: state.repertoire)
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

  static func lineCount(for help: HelpState, keymap: Keymap) -> Int {
    lines(for: help, keymap: keymap, theme: .unicode, repertoire: .unicode).count
  }

  private static func lines(
    for help: HelpState, keymap: Keymap, theme: Theme, repertoire: Repertoire
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
        var line = StyledLine("  ")
        line.append(StyledLine(keys, theme.key).padded(to: keyColumns))
        line.append("  " + binding.help)
        lines.append(line)
      }
    }
    if lines.isEmpty { lines.append(StyledLine("no key does that", theme.secondary)) }
    return lines
  }
}
