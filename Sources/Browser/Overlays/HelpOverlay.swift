import BatchPresentation
import Screen

/// `?`: all keys by topic, from the key table, and how a filter is written.
struct HelpOverlay: OverlayContent {
  static let traits = OverlayTraits(coversPanes: true)

  private(set) var scroll = ScrollOffset()
  /// What is searched for.
  private(set) var query: LineEditor?
  /// Whether keys are text for the query.
  private(set) var isTyping = false

  var overlay: Overlay { .help(self) }

  var hints: [KeyHint] { [KeyHint(.down, "scroll"), KeyHint(.search, "search"), KeyHint(.back)] }

  mutating func handle(_ event: OverlayEvent, in context: OverlayContext) -> OverlayResult {
    switch event {
    case .key(let key) where isTyping: type(key, context.keymap)
    case .paste(let text) where isTyping: edit { $0.insert(text) }
    case .command(.help): return .closed([])
    case .command(.search): startSearch()
    case .command(.back) where query != nil, .command(.quit) where query != nil: endSearch()
    case .command(let command):
      let moved = scroll.move(
        by: command, height: context.body.rows, most: mostHidden(in: context))
      if !moved { return .ignored }
    case .resized: scroll.limit(to: mostHidden(in: context))
    default: return .ignored
    }
    return .consumed([])
  }

  private func mostHidden(in context: OverlayContext) -> Int {
    max(0, text(in: context).lines.count - context.body.rows)
  }

  private mutating func type(_ key: Key, _ keymap: Keymap) {
    switch key {
    case .enter: acceptSearch()
    case _ where keymap.leavesPrompt(key): endSearch()
    default: edit { $0.edit(key) }
    }
  }

  private mutating func startSearch() {
    query = query ?? LineEditor()
    isTyping = true
    scroll = ScrollOffset()
  }

  private mutating func edit(_ change: (inout LineEditor) -> Void) {
    guard var line = query else { return }
    change(&line)
    query = line
    scroll = ScrollOffset()
  }

  /// Keeps what was found, and gives the keys back.
  private mutating func acceptSearch() {
    isTyping = false
    if query?.text.isEmpty == true { query = nil }
  }

  private mutating func endSearch() {
    query = nil
    isTyping = false
    scroll = ScrollOffset()
  }

  // MARK: Drawing

  private func text(in context: OverlayContext) -> HelpText {
    HelpText(
      query: query?.text ?? "", keymap: context.keymap, columns: context.size.columns,
      theme: context.theme)
  }

  func draw(in context: OverlayContext, into frame: inout Frame) {
    let (area, theme) = (context.body, context.theme)
    frame.clear(area)
    let (text, top) = (text(in: context), scroll.top)
    let note = theme.hiddenNote(
      above: top, below: text.lines.count - top - area.rows, isBrief: text.isStacked)
    let noteColumn = area.endColumn - 1 - ScreenText.columns(of: note ?? "")
    for (offset, line) in text.lines.dropFirst(top).prefix(area.rows).enumerated() {
      let isBesideNote = note != nil && offset == area.rows - 1
      let room = isBesideNote ? noteColumn - text.margin : text.columns
      frame.draw(
        line.truncated(to: max(0, room), ellipsis: theme.ellipsis),
        at: Point(column: text.margin, row: area.row + offset), clip: area)
    }
    if let note {
      frame.write(
        note, column: noteColumn, row: area.endRow - 1, style: theme.secondary, clip: area)
    }
  }

  func drawFoot(_ area: Rect, in context: OverlayContext, into frame: inout Frame) -> Bool {
    guard isTyping, let query else { return false }
    PromptView(label: "/", line: query, theme: context.theme).draw(in: area, into: &frame)
    return true
  }
}
