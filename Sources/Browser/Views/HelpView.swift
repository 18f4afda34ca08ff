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

  /// How rows stand on a screen of some width.
  private struct Form {
    /// An explanation stands below its key, not beside it.
    let isStacked: Bool
    /// Blanks on either side.
    let margin: Int
    /// Columns for text.
    let columns: Int

    init(_ size: Size) {
      isStacked = size.columns < 40
      margin = isStacked ? 1 : 2
      columns = max(0, size.columns - 2 * margin)
    }
  }

  func draw(into frame: inout Frame) {
    guard case .help(let help) = state.overlay else { return }
    let layout = state.layout
    let area = Rect(
      column: 0, row: layout.head.endRow, columns: state.size.columns,
      rows: Self.height(on: state.size))
    frame.clear(area)
    let form = Form(state.size)
    let lines = Self.lines(
      for: help, keymap: keymap, theme: theme, charset: state.charset, form: form)
    let note = theme.hiddenNote(
      above: help.top, below: lines.count - help.top - area.rows, isBrief: form.isStacked)
    let noteColumn = area.endColumn - 1 - ScreenText.columns(of: note ?? "")
    for (offset, line) in lines.dropFirst(help.top).prefix(area.rows).enumerated() {
      let isBesideNote = note != nil && offset == area.rows - 1
      let room = isBesideNote ? noteColumn - form.margin : form.columns
      frame.draw(
        line.truncated(to: max(0, room), ellipsis: theme.glyphs.ellipsis),
        at: Point(column: form.margin, row: area.row + offset), clip: area)
    }
    if let note {
      frame.write(
        note, column: noteColumn, row: area.endRow - 1, style: theme.secondary, clip: area)
    }
  }

  /// Rows of help on a screen.
  static func height(on size: Size) -> Int { max(0, size.rows - 2) }

  static func lineCount(for help: HelpState, keymap: Keymap, on size: Size) -> Int {
    lines(
      for: help, keymap: keymap, theme: .unicode, charset: .unicode, form: Form(size)
    )
    .count
  }

  private static func lines(
    for help: HelpState, keymap: Keymap, theme: Theme, charset: Charset, form: Form
  ) -> [StyledLine] {
    var lines: [StyledLine] = []
    for section in sections(of: keymap, charset) {
      let rows = section.rows.filter { help.matches($0.key, $0.text, section.title) }
      if rows.isEmpty { continue }
      if !lines.isEmpty { lines.append(StyledLine()) }
      lines += StyledLine(section.title, theme.title).wrapped(to: form.columns)
      let longest = rows.map { ScreenText.columns(of: $0.key) }.max() ?? 0
      let keyColumns = max(form.columns < 60 ? Self.fewKeyColumns : Self.keyColumns, longest)
      for row in rows where form.isStacked {
        lines += StyledLine(row.key, theme.key).indented(1).wrapped(to: form.columns, indent: 1)
        lines += ScreenText.wrapped(row.text, to: max(8, form.columns - 2))
          .map { StyledLine($0).indented(2) }
      }
      for row in rows where !form.isStacked {
        let texts = ScreenText.wrapped(row.text, to: max(8, form.columns - keyColumns - 4))
        for (offset, text) in texts.enumerated() {
          var line = StyledLine("  ")
          line.append(StyledLine(offset == 0 ? row.key : "", theme.key).padded(to: keyColumns))
          line.append("  " + text)
          lines.append(line)
        }
      }
    }
    if lines.isEmpty { lines.append(StyledLine("no key does that", theme.secondary)) }
    return lines
  }

  private struct Section {
    var title: String
    var rows: [(key: String, text: String)]
  }

  /// The keys by topic, and how a filter is written.
  private static func sections(of keymap: Keymap, _ charset: Charset) -> [Section] {
    let topics = Binding.Topic.allCases.map { topic in
      Section(
        title: topic.rawValue,
        rows: keymap.bindings.filter { $0.topic == topic }.map { binding in
          (binding.keys.map { $0.label(charset) }.joined(separator: " "), binding.help)
        })
    }
    return topics + [
      Section(
        title: "Filter: all terms must match",
        rows: FilterField.terms.map { ($0.term, $0.explanation) })
    ]
  }
}
