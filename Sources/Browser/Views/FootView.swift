import Batches
import Screen

/// The last line: what goes on, what was said, or the keys that matter now.
struct FootView {
  let state: BrowserState
  let theme: Theme
  let keymap: Keymap

  func draw(into frame: inout Frame) {
    let area = state.layout.foot
    let line = (prompt ?? question ?? progress ?? message ?? hints)
      .truncated(to: max(0, area.columns - 2), ellipsis: theme.glyphs.ellipsis)
    frame.draw(line, at: Point(column: area.column + 1, row: area.row), clip: area)
    if let promptCursor {
      frame.cursor = Point(
        column: min(area.endColumn - 1, area.column + 1 + promptCursor), row: area.row)
    }
  }

  private var prompt: StyledLine? {
    guard case .help(let help) = state.overlay, help.isTyping, let query = help.query else {
      return nil
    }
    return StyledLine("/", theme.prompt) + StyledLine(query.text)
  }

  /// Where the cursor stands while something is typed.
  private var promptCursor: Int? {
    guard case .help(let help) = state.overlay, help.isTyping, let query = help.query else {
      return nil
    }
    return 1 + ScreenText.columns(of: query.textBeforeCursor)
  }

  private var question: StyledLine? {
    guard case .confirmReread(let pages) = state.overlay else { return nil }
    var line = StyledLine("read all \(pages) pages again? ", theme.prompt)
    line.append("Enter", theme.key)
    line.append(" yes   ", theme.secondary)
    line.append("Esc", theme.key)
    line.append(" no", theme.secondary)
    return line
  }

  private var progress: StyledLine? {
    guard let job = state.job else { return nil }
    switch job.phase {
    case .pausing(let due, let failure):
      let seconds = max(1, Int((due - state.now).rounded(.up)))
      var line = StyledLine(
        "\(failure.summary), trying again in \(seconds) s, "
          + "\(job.retriesDone + 1) of \(RetryPolicy.maximumRetries)", theme.warning)
      line.append("   r", theme.key)
      line.append(" now   ", theme.secondary)
      line.append("Esc", theme.key)
      line.append(" stop", theme.secondary)
      return line
    case .waiting:
      switch job.work {
      case .tail, .gap: return nil
      case .refresh: return running("refreshing" + theme.glyphs.ellipsis)
      case .reread:
        let page = (state.reread?.pagesRead ?? 0) + 1
        return running("reading everything again: page \(page) of about \(pages)")
      }
    }
  }

  private var pages: Int { max(1, state.pagesLoaded) }

  private func running(_ text: String) -> StyledLine {
    var line = StyledLine(text, theme.accent)
    line.append("   ^C", theme.key)
    line.append(" cancel", theme.secondary)
    return line
  }

  private var message: StyledLine? {
    guard let message = state.message else { return nil }
    switch message.tone {
    case .note: return StyledLine(message.text)
    case .warning: return StyledLine(message.text, theme.warning)
    case .failure: return StyledLine(message.text, theme.error)
    }
  }

  private var hints: StyledLine {
    let commands: [Command] =
      switch (state.overlay, state.focus) {
      case (.help?, _): [.down, .search, .back]
      case (.copy?, _): [.down, .open, .back]
      case (.confirmReread?, _): []
      case (nil, _) where state.list.isEmpty: [.refresh, .help, .quit]
      case (nil, .detail): [.down, .back, .help, .cycleTimes, .copyID, .quit]
      case (nil, .list): [.down, .open, .help, .refresh, .cycleTimes, .quit]
      }
    var line = StyledLine()
    for binding in commands.compactMap({ keymap.binding(of: $0) }) {
      guard let hint = binding.hint, let key = binding.keys.first else { continue }
      let words =
        switch (binding.command, state.overlay, state.focus) {
        case (.down, .help?, _), (.down, nil, .detail): "scroll"
        case (.down, _, _): "move"
        case (.open, .copy?, _): "copy"
        default: hint
        }
      var part = StyledLine(line.isEmpty ? "" : "   ")
      part.append(binding.command == .down ? "j k" : key.label, theme.key)
      part.append(" " + words, theme.secondary)
      // Half a hint helps nobody.
      guard line.columns + part.columns <= state.layout.foot.columns - 2 else { continue }
      line.append(part)
    }
    return line
  }
}
