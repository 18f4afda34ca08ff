import BatchInsight
import BatchPresentation
import Batches
import Screen

/// The last line: progress, a message, or the keys that are useful now.
struct FootView {
  let shown: ShownState
  let theme: Theme

  private var state: BrowserState { shown.state }

  func draw(
    into frame: inout Frame, reusing drawn: inout DrawnPart<KeyHints, Void>,
    _ lifetime: inout Lifetime
  ) {
    let area = state.layout.foot
    if let overlay = state.overlay?.content,
      overlay.drawFoot(area, in: state.overlayContext, into: &frame)
    {
      return
    }
    if state.overlay == nil { lifetime.limit(to: countdown?.nextChange) }
    if let message = state.message {
      draw(message, above: isCovered(by: message) ? 0 : 1, into: &frame)
      if isCovered(by: message) { return }
    }
    // An overlay has the keys that would stop what is going on.
    if state.overlay == nil, let line = progress {
      draw(line, into: &frame)
    } else if case .results = state.overlay, let saving {
      draw(saving, into: &frame)
    } else {
      let hints = KeyHints(state: state, theme: theme)
      drawn.put(hints, at: area, &frame) { draw(hints.line, into: &$0) }
    }
  }

  /// Long loads, the keys of a countdown and those of the Gantt chart stay visible.
  private func isCovered(by message: Message) -> Bool {
    if case .legend = message { return false }
    return state.overlay != nil || !state.loader.isLoadingAll && !state.loader.isPausing
  }

  private func draw(_ line: StyledLine, into frame: inout Frame) {
    let area = state.layout.foot
    frame.draw(
      line.truncated(to: max(0, area.columns - 2), ellipsis: theme.ellipsis),
      at: Point(column: area.column + 1, row: area.row), clip: area)
  }

  private var progress: StyledLine? {
    if let saving { return saving }
    if let pause = state.loader.pause, let countdown {
      let failure = pause.failure
      var keys = StyledLine("   " + key(.refresh), theme.key)
      keys.append(" now   ", theme.secondary)
      keys.append(key(.back), theme.key)
      keys.append(" stop", theme.secondary)
      // The reason is in the list; the countdown and its keys are only here.
      let room =
        state.layout.foot.columns - 4 - keys.columns - ScreenText.columns(of: countdown.text)
      if room < 8 { return StyledLine(countdown.sentence) + keys }
      let reason =
        ScreenText.columns(of: failure.summary) <= room ? failure.summary : failure.brief
      return StyledLine(theme.glyphs.flag + " ", theme.warning)
        + StyledLine(
          ScreenText.truncated(reason, to: room, ellipsis: theme.ellipsis) + ", "
            + countdown.text) + keys
    }
    switch state.loader.purpose {
    case nil: return nil
    case .tail, .gap, .autoRefresh: return state.loader.loadAll.map(loading)
    case .refresh: return running("refreshing" + theme.ellipsis)
    case .reload:
      let page = (state.loader.pagesReloaded ?? 0) + 1
      return running("reading everything again: page \(page.grouped) of about \(pages.grouped)")
    }
  }

  private var saving: StyledLine? {
    guard let save = state.exports.save else { return nil }
    if case .results(let subject) = save.target.subject {
      let count = save.written.map { ": " + subject.words($0) } ?? theme.ellipsis
      return running("saving \(save.target.name)\(count)")
    }
    guard let written = save.written else { return nil }
    let rows = save.extent?.rows.grouped ?? ""
    return running("saving: \(written.grouped) of \(rows) rows")
  }

  private func key(_ command: Command) -> String { state.settings.keymap.label(of: command) }

  private var countdown: RetryCountdown? {
    RetryCountdown(of: state.loader, now: state.clocks.local.time)
  }

  private var pages: Int { max(1, state.pagesLoaded) }

  private func running(_ text: String, ends verb: String = "cancel") -> StyledLine {
    var line = StyledLine(text, theme.accent)
    line.append("   " + key(.interrupt), theme.key)
    line.append(" " + verb, theme.secondary)
    return line
  }

  /// "loading all: 37 pages, 3,700 rows, 1,240 rows/s", or as much of it as there is room for.
  private func loading(_ work: LoadAllProgress) -> StyledLine {
    let pages = work.pages.grouped + (work.pages == 1 ? " page" : " pages")
    let rows = work.rows.grouped + " rows"
    let rate = work.rate(now: state.clocks.local.time).map { $0.grouped + " rows/s" }
    let parts = [[pages, rows, rate], [rows, rate], [rows]].map { $0.compactMap { $0 } }
    let lines = parts.map {
      running("loading all: " + $0.joined(separator: ", "), ends: "stop")
    }
    return lines.first { $0.columns <= state.layout.foot.columns - 2 } ?? lines[lines.count - 1]
  }

  /// Rows that a message may take.
  private static let mostMessageRows = 6

  /// A failure must be readable in full; a note leaves the rows visible.
  private func mostRows(for tone: Message.Tone, above rows: Int) -> Int {
    let room = tone == .failure ? state.screen.size.rows - 1 : state.screen.size.rows / 2
    return max(1, min(Self.mostMessageRows, room - rows))
  }

  /// - Parameter above: rows that stay free below it.
  private func draw(
    _ message: Message, above rows: Int, into frame: inout Frame
  ) {
    let foot = state.layout.foot
    let (glyph, style): (String, Style) =
      switch message.tone {
      case .note: ("", .plain)
      case .warning: (theme.glyphs.flag + " ", theme.warning)
      case .failure: (theme.glyphs.failed + " ", theme.error)
      }
    let indent = ScreenText.columns(of: glyph)
    let columns = max(1, foot.columns - 2 - indent)
    var lines = ScreenText.wrapped(
      MessageText(keymap: state.settings.keymap).text(of: message), to: columns)
    let most = mostRows(for: message.tone, above: rows)
    if lines.count > most {
      let rest = lines[(most - 1)...].joined(separator: " ")
      lines[(most - 1)...] = [
        ScreenText.truncated(rest, to: columns, ellipsis: theme.ellipsis)
      ]
    }
    let area = Rect(
      column: foot.column, row: foot.endRow - rows - lines.count, columns: foot.columns,
      rows: lines.count)
    frame.clear(area)
    frame.write(glyph, column: area.column + 1, row: area.row, style: style, clip: area)
    for (offset, line) in lines.enumerated() {
      frame.write(line, column: area.column + 1 + indent, row: area.row + offset, clip: area)
    }
  }
}
