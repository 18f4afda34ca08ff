import Screen

/// The keys that matter now, for the last line, and the filter that is on.
///
/// A value of all that it shows, so that it is drawn anew only where one of these is another.
struct KeyHints: Sendable, Hashable {
  /// Columns of the line.
  private let columns: Int
  private let overlay: Overlay?
  private let focus: BrowserState.Focus
  private let isGantt: Bool
  /// No rows are loaded.
  private let isEmpty: Bool
  /// Or none of them matches.
  private let showsNoRow: Bool
  /// As it was typed; nil for none.
  private let filter: String?
  private let theme: Theme
  private let keymap: Keymap

  init(state: BrowserState, theme: Theme, keymap: Keymap) {
    columns = state.layout.foot.columns
    overlay = state.overlay
    focus = state.focus
    isGantt = state.gantt != nil
    isEmpty = state.list.isEmpty
    showsNoRow = state.shownCount == 0
    filter = state.query.filter.isEmpty ? nil : state.filterText
    self.theme = theme
    self.keymap = keymap
  }

  var line: StyledLine {
    let commands: [Command] =
      switch (overlay, focus) {
      case (.help?, _): [.down, .search, .back]
      case (.copy?, _): [.down, .open, .back]
      case (.sort?, _): [.down, .open, .reverseSort, .back]
      case (.columns?, _): [.down, .detailDown, .back]
      case (.reread?, _), (.replace?, _), (.prompt?, _): []
      case (.log?, _): [.down, .open, .back]
      case (nil, _) where isEmpty: [.refresh, .help, .quit]
      case (nil, _) where showsNoRow: [.search, .help, .refresh, .quit]
      case (nil, .list) where isGantt:
        [.down, .open, .back, .growPane, .scrollLeft, .fitGantt, .cycleTimes, .help]
      case (nil, .detail): [.down, .back, .help, .cycleTimes, .copyID, .quit]
      case (nil, .list): [.down, .open, .search, .help, .refresh, .cycleTimes, .quit]
      }
    var hints: [(command: Command?, line: StyledLine)] = []
    if case .columns = overlay {
      hints.append((nil, hint(Key.character(" ").label, "show or hide")))
    }
    for binding in commands.compactMap({ keymap.binding(of: $0) }) {
      guard let usual = binding.hint, let key = binding.keys.first else { continue }
      let words =
        switch (binding.command, overlay, focus) {
        case (.detailDown, .columns?, _): "reorder"
        case (.down, .help?, _), (.down, nil, .detail): "scroll"
        case (.down, _, _): "move"
        case (.open, .copy?, _): "copy"
        case (.open, .log?, _): "select"
        case (.search, .help?, _): "search"
        case (.open, .sort?, _): "sort"
        default: usual
        }
      hints.append((binding.command, hint(Self.keys(binding.command) ?? key.label, words)))
    }
    return line(of: hints, keeping: overlay == nil ? .help : .back)
  }

  /// Two keys that belong together.
  private static func keys(_ command: Command) -> String? {
    switch command {
    case .down: "j k"
    case .detailDown: "J K"
    case .growPane: "+ -"
    case .scrollLeft: "< >"
    default: nil
    }
  }

  /// The filter that is on: it must not be forgotten.
  private var filterNote: StyledLine {
    guard let filter, overlay == nil else { return StyledLine() }
    let text = ScreenText.truncated(
      ScreenText.beginning(of: filter), to: max(1, columns / 2), ellipsis: theme.glyphs.ellipsis)
    var line = StyledLine("/", theme.prompt) + StyledLine(text)
    if focus == .list, !isGantt {
      line.append("   Esc", theme.key)
      line.append(" clear", theme.secondary)
    }
    return line
  }

  private func hint(_ keys: String, _ words: String) -> StyledLine {
    StyledLine(keys, theme.key) + StyledLine(" " + words, theme.secondary)
  }

  /// As many hints as there is room for: half a one helps nobody, and the last ones matter least,
  /// but the key that leads on from here is never missing.
  private func line(
    of hints: [(command: Command?, line: StyledLine)], keeping kept: Command
  ) -> StyledLine {
    var hints = hints
    func joined() -> StyledLine {
      StyledLine.joined(([filterNote] + hints.map(\.line)).filter { !$0.isEmpty }, gap: 3)
    }
    var line = joined()
    while line.columns > columns - 2, !hints.isEmpty {
      hints.remove(at: hints.lastIndex { $0.command != kept } ?? 0)
      line = joined()
    }
    return line
  }
}
