import BatchInsight
import BatchPresentation
import Batches
import Screen

/// The last line: progress, a message, or the keys that are useful now.
struct FootView: Sendable {
  let area: Rect
  /// Of the whole screen: a message may take rows above the foot.
  let screenRows: Int
  let message: Message?
  /// nil where nothing is in progress, or an overlay has the keys that would stop it.
  let progress: ProgressLine?
  /// Whether the line stays visible below a message: long loads, and the keys of a countdown.
  let keepsLine: Bool
  let hints: KeyHints
  let keymap: Keymap
  let theme: Theme

  func draw(
    into frame: inout Frame, reusing drawn: inout DrawnPart<KeyHints, Void>,
    _ lifetime: inout Lifetime
  ) {
    lifetime.limit(to: progress?.nextChange)
    if let message {
      draw(message, above: isCovered(by: message) ? 0 : 1, into: &frame)
      if isCovered(by: message) { return }
    }
    if let progress {
      draw(progress.line, into: &frame)
    } else {
      drawn.put(hints, at: area, &frame) { draw(hints.line, into: &$0) }
    }
  }

  /// The keys of the Gantt chart stay visible, too.
  private func isCovered(by message: Message) -> Bool {
    if case .legend = message { return false }
    return !keepsLine
  }

  private func draw(_ line: StyledLine, into frame: inout Frame) {
    frame.draw(
      line.truncated(to: max(0, area.columns - 2), ellipsis: theme.ellipsis),
      at: Point(column: area.column + 1, row: area.row), clip: area)
  }

  /// Rows that a message may take.
  private static let mostMessageRows = 6

  /// A failure must be readable in full; a note leaves the rows visible.
  private func mostRows(for tone: Message.Tone, above rows: Int) -> Int {
    let room = tone == .failure ? screenRows - 1 : screenRows / 2
    return max(1, min(Self.mostMessageRows, room - rows))
  }

  /// - Parameter above: rows that stay free below it.
  private func draw(
    _ message: Message, above rows: Int, into frame: inout Frame
  ) {
    let (glyph, style): (String, Style) =
      switch message.tone {
      case .note: ("", .plain)
      case .warning: (theme.glyphs.flag + " ", theme.warning)
      case .failure: (theme.glyphs.failed + " ", theme.error)
      }
    let indent = ScreenText.columns(of: glyph)
    let columns = max(1, area.columns - 2 - indent)
    var lines = ScreenText.wrapped(
      MessageText(keymap: keymap).text(of: message), to: columns)
    let most = mostRows(for: message.tone, above: rows)
    if lines.count > most {
      let rest = lines[(most - 1)...].joined(separator: " ")
      lines[(most - 1)...] = [
        ScreenText.truncated(rest, to: columns, ellipsis: theme.ellipsis)
      ]
    }
    let place = Rect(
      column: area.column, row: area.endRow - rows - lines.count, columns: area.columns,
      rows: lines.count)
    frame.clear(place)
    frame.write(glyph, column: place.column + 1, row: place.row, style: style, clip: place)
    for (offset, line) in lines.enumerated() {
      frame.write(line, column: place.column + 1 + indent, row: place.row + offset, clip: place)
    }
  }
}

extension FootView {
  init(state: BrowserState, theme: Theme) {
    area = state.layout.foot
    screenRows = state.screen.size.rows
    message = state.message
    progress = ProgressLine(state: state, columns: area.columns, theme: theme)
    keepsLine = state.overlay == nil && (state.loader.isLoadingAll || state.loader.isPausing)
    hints = KeyHints(state: state, theme: theme)
    keymap = state.settings.keymap
    self.theme = theme
  }
}
