import BatchInsight
import BatchPresentation
import Screen

/// The help as lines of text for a screen of some width.
struct HelpText {
  /// Columns for the keys of one row.
  private static let keyColumns = 18
  /// The same on a narrow screen.
  private static let fewKeyColumns = 12

  /// Explanations are below their keys instead of beside them.
  let isStacked: Bool
  /// Blanks on either side.
  let margin: Int
  /// Columns for text.
  let columns: Int
  private(set) var lines: [StyledLine] = []
  private let theme: Theme

  /// - Parameters:
  ///   - query: each row that is shown contains every word of it.
  ///   - columns: of the screen.
  init(query: String, keymap: Keymap, columns: Int, theme: Theme) {
    isStacked = columns < 40
    margin = isStacked ? 1 : 2
    self.columns = max(0, columns - 2 * margin)
    self.theme = theme
    for section in Self.sections(of: keymap) {
      add(section, rows: section.rows.filter { $0.matches(query, in: section.title) })
    }
    if lines.isEmpty { lines.append(StyledLine("no key does that", theme.secondary)) }
  }

  private mutating func add(_ section: Section, rows: [Row]) {
    if rows.isEmpty { return }
    if !lines.isEmpty { lines.append(StyledLine()) }
    lines += StyledLine(section.title, theme.title).wrapped(to: columns)
    let longest = rows.map { ScreenText.columns(of: $0.key) }.max() ?? 0
    let keyColumns = max(columns < 60 ? Self.fewKeyColumns : Self.keyColumns, longest)
    for row in rows {
      if isStacked { addStacked(row) } else { add(row, keyColumns: keyColumns) }
    }
  }

  private mutating func addStacked(_ row: Row) {
    lines += StyledLine(row.key, theme.key).indented(1).wrapped(to: columns, indent: 1)
    lines += ScreenText.wrapped(row.text, to: max(8, columns - 2))
      .map { StyledLine($0).indented(2) }
  }

  private mutating func add(_ row: Row, keyColumns: Int) {
    let texts = ScreenText.wrapped(row.text, to: max(8, columns - keyColumns - 4))
    for (offset, text) in texts.enumerated() {
      var line = StyledLine("  ")
      line.append(StyledLine(offset == 0 ? row.key : "", theme.key).padded(to: keyColumns))
      line.append("  " + text)
      lines.append(line)
    }
  }

  private struct Row {
    var key: String
    var text: String

    func matches(_ query: String, in title: String) -> Bool {
      if query.isEmpty { return true }
      let whole = [key, text, title].joined(separator: " ")
      let folded = whole.lowercased()
      return query.split(separator: " ").allSatisfy { word in
        // Keys differ by case, words do not.
        word.count == 1 ? whole.contains(word) : folded.contains(word.lowercased())
      }
    }
  }

  private struct Section {
    var title: String
    var rows: [Row]
  }

  /// The keys by topic, and how a filter is written.
  private static func sections(of keymap: Keymap) -> [Section] {
    let topics = Binding.Topic.allCases.map { topic in
      Section(
        title: topic.rawValue,
        rows: keymap.bindings.filter { $0.topic == topic }.map { binding in
          Row(
            key: binding.keys.isEmpty
              ? keymap.label(of: binding.command)
              : binding.keys.map { $0.label }.joined(separator: " "),
            text: binding.help)
        })
    }
    func keys(_ commands: Command...) -> String {
      commands.map { keymap.label(of: $0) }.joined(separator: " ")
    }
    let results = [
      Row(
        key: keys(.allTab, .activeTab, .problemsTab),
        text: "failures by cause, output, missing requests"),
      Row(
        key: keys(.open),
        text: "the requests of a cause, one request; there, folds what the cursor is on"),
      Row(key: keys(.search), text: "requests that contain a text; in one request, searches"),
      Row(
        key: keys(.nextProblem, .previousProblem),
        text: "in one request: the next match, the one before"),
      Row(key: keys(.apiPageForward, .apiPageBack), text: "the next request, the one before"),
      Row(key: keys(.save), text: "save a retry file, a report, or a file as it is"),
      Row(
        key: keys(.copyID, .chooseCopy),
        text: "copy the message, id or answer; choose what is copied"),
      Row(key: keys(.refresh), text: "read on after a stop or a failure"),
    ]
    let own = keymap.own.map {
      Row(key: $0.key.label, text: "\($0.name): \($0.text)")
    }
    return topics + [
      Section(title: "Commands of your own", rows: own),
      Section(title: "Results (\(keys(.results)))", rows: results),
      Section(
        title: "Filter: all terms must match",
        rows: FilterField.terms.map { Row(key: $0.term, text: $0.explanation) }),
    ]
  }
}
