import BatchPresentation
import Screen

/// A line that is being typed, with the terminal's own cursor in it: an input method opens its
/// window there. Below it, where there is a row for that, what is wrong with it, at its place.
struct PromptView {
  private let label: String
  private let line: LineEditor
  private let mistake: Prompt.Mistake?
  private let isSuggested: Bool
  /// Stands below the line while nothing is wrong: the first that there is room for.
  private let advice: [StyledLine]
  private let theme: Theme

  init(label: String, line: LineEditor, theme: Theme) {
    self.label = label
    self.line = line
    self.theme = theme
    mistake = nil
    isSuggested = false
    advice = []
  }

  init(_ prompt: Prompt, _ guide: PromptGuide, theme: Theme) {
    label = prompt.label
    line = prompt.line
    mistake = prompt.mistake
    isSuggested = prompt.isSuggested
    self.theme = theme
    advice =
      if !prompt.choices.isEmpty {
        [StyledLine(prompt.choices.joined(separator: "  "))]
      } else if prompt.line.text.isEmpty, prompt.mistake == nil {
        [StyledLine(guide.whenEmpty, theme.secondary)]
      } else {
        guide.lines(hasHistory: !prompt.history.isEmpty, theme)
      }
  }

  func draw(in area: Rect, into frame: inout Frame) {
    frame.clear(area)
    let start = area.column + 1 + ScreenText.columns(of: label)
    frame.write(label, column: area.column + 1, row: area.row, style: theme.prompt, clip: area)
    let room = Rect(
      column: start, row: area.row, columns: max(1, area.endColumn - start), rows: 1)
    let cursor = ScreenText.columns(of: line.textBeforeCursor)
    // What is typed stays in sight where it is longer than the screen is wide.
    let origin = start - max(0, cursor - room.columns + 1)
    frame.draw(text, at: Point(column: origin, row: area.row), clip: room)
    frame.cursor = Point(column: min(origin + cursor, room.endColumn - 1), row: area.row)
    guard area.rows > 1 else { return }
    let below = Rect(column: area.column, row: area.row + 1, columns: area.columns, rows: 1)
    if let mistake {
      draw(mistake, origin: origin, in: below, &frame)
    } else {
      let room = below.columns - 2
      let line = advice.first { $0.columns <= room } ?? advice.last ?? StyledLine()
      frame.draw(
        line.truncated(to: room, ellipsis: theme.ellipsis),
        at: Point(column: below.column + 1, row: below.row), clip: below)
    }
  }

  private var text: StyledLine {
    if isSuggested { return StyledLine(line.text, theme.selected(.plain)) }
    guard let range = mistakenRange else { return StyledLine(line.text) }
    let characters = Array(line.text)
    return StyledLine(String(characters[..<range.lowerBound]))
      + StyledLine(String(characters[range]), theme.mistake)
      + StyledLine(String(characters[range.upperBound...]))
  }

  private var mistakenRange: Range<Int>? {
    guard let mistake, !mistake.isUnfinished, let range = mistake.range else { return nil }
    let clamped = range.clamped(to: 0..<line.text.count)
    return clamped.isEmpty ? nil : clamped
  }

  /// Columns of a message that still say something.
  private static let leastMessage = 24

  /// The message behind a sign below the mistake; before it, where there is no room
  /// behind; shortened where there is more of it, if there is none on either side.
  private func draw(_ mistake: Prompt.Mistake, origin: Int, in area: Rect, _ frame: inout Frame) {
    // What is only unfinished is no fault yet.
    let style = mistake.isUnfinished ? theme.secondary : theme.error
    let sign = StyledLine("^", style)
    let message = StyledLine(mistake.message, mistake.isUnfinished ? theme.secondary : .plain)
    let alone =
      mistake.isUnfinished
      ? message : StyledLine(theme.glyphs.failed + " ", theme.error) + message
    let textBefore = String(line.text.prefix(mistake.range?.lowerBound ?? 0))
    let fault = origin + ScreenText.columns(of: textBefore)
    let (first, last) = (area.column + 1, area.endColumn - 1)
    let (before, behind) = (fault - first, last - fault)
    let fitsBefore = message.columns + 1 <= before
    let fitsBehind = message.columns + 2 <= behind
    let isBehind = fitsBehind || (!fitsBefore && behind > before)
    let saysEnough = fitsBefore || fitsBehind || max(before, behind) > Self.leastMessage
    let (column, whole): (Int, StyledLine)
    if mistake.range == nil || fault < first || fault >= last || !saysEnough {
      (column, whole) = (first, alone)
    } else if isBehind {
      (column, whole) = (fault, sign + StyledLine(" ") + message)
    } else {
      let shown = message.truncated(to: before - 1, ellipsis: theme.ellipsis)
      (column, whole) = (fault - shown.columns - 1, shown + StyledLine(" ") + sign)
    }
    frame.draw(
      whole.truncated(to: last - column, ellipsis: theme.ellipsis),
      at: Point(column: column, row: area.row), clip: area)
  }
}
