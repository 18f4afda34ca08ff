import Screen

/// All keys by topic, from the key table.
struct HelpView {
  let state: BrowserState
  let theme: Theme
  let keymap: Keymap

  /// Columns for the keys of one row.
  private static let keyColumns = 18

  func draw(into frame: inout Frame) {
    guard case .help(let top) = state.overlay else { return }
    let layout = state.layout
    let area = Rect(
      column: 0, row: layout.head.endRow, columns: state.size.columns,
      rows: Self.height(on: state.size))
    frame.clear(area)
    let lines = Self.lines(keymap: keymap, theme: theme, repertoire: state.repertoire)
    for (offset, line) in lines.dropFirst(top).prefix(area.rows).enumerated() {
      frame.draw(
        line.truncated(to: max(0, area.columns - 4), ellipsis: theme.glyphs.ellipsis),
        at: Point(column: 2, row: area.row + offset), clip: area)
    }
  }

  /// Rows of help on a screen.
  static func height(on size: Size) -> Int { max(0, size.rows - 2) }

  static func lineCount(keymap: Keymap) -> Int {
    lines(keymap: keymap, theme: .unicode, repertoire: .unicode).count
  }

  private static func lines(
    keymap: Keymap, theme: Theme, repertoire: Repertoire
  ) -> [StyledLine] {
    var lines: [StyledLine] = []
    for topic in Binding.Topic.allCases {
      if !lines.isEmpty { lines.append(StyledLine()) }
      lines.append(StyledLine(topic.rawValue, theme.title))
      for binding in keymap.bindings where binding.topic == topic {
        let keys = binding.keys.map { $0.label(repertoire) }.joined(separator: " ")
        var line = StyledLine("  ")
        line.append(StyledLine(keys, theme.key).padded(to: keyColumns))
        line.append("  " + binding.help)
        lines.append(line)
      }
    }
    return lines
  }
}
