import BatchInsight
import BatchPresentation
import BatchStore
import Batches
import Screen

/// The keys that matter now, for the last line, and the filter that is on.
///
/// A value of everything it shows, so that it is redrawn only when one of these changes.
struct KeyHints: Sendable, Equatable {
  /// Columns of the line.
  private let columns: Int
  private let overlay: Overlay?
  private let focus: ScreenState.Focus
  private let isGantt: Bool
  /// No rows are loaded.
  private let isEmpty: Bool
  /// The first page is on its way.
  private let isLoading: Bool
  /// Or none of them matches.
  private let showsNoRow: Bool
  /// Marked batches.
  private let marked: Int
  private let allowsCancel: Bool
  /// As it was typed; nil for none.
  private let filter: String?
  private let theme: Theme
  private let keymap: Keymap

  init(state: BrowserState, theme: Theme) {
    columns = state.layout.foot.columns
    overlay = state.overlay
    focus = state.screen.focus
    isGantt = state.screen.gantt != nil
    isEmpty = !state.hasRows
    isLoading = isEmpty && state.loader.purpose != nil
    marked = state.overlay == nil && state.screen.focus == .list ? state.marks.count : 0
    allowsCancel = state.settings.allowsCancel
    showsNoRow = state.shownCount == 0
    filter = state.query.filter.isEmpty ? nil : state.rows.filterText
    self.theme = theme
    keymap = state.settings.keymap
  }

  var line: StyledLine {
    let lines = hints.compactMap { hint -> (command: Command?, line: StyledLine)? in
      switch hint.subject {
      case .key(let key): return (nil, line(key.label, hint.words ?? ""))
      case .command(let command):
        guard keymap.hasKey(for: command),
          let words = hint.words ?? keymap.binding(of: command)?.hint
        else { return nil }
        return (command, line(keys(command), words))
      }
    }
    return line(of: lines, keeping: overlay == nil && marked == 0 ? .help : .back)
  }

  private var hints: [KeyHint] {
    if let overlay { return overlay.content.hints }
    if marked > 0 {
      return [KeyHint(.back, "unmark"), KeyHint(.copyID, "copy ids"), KeyHint(.save, "save")]
        + (allowsCancel ? [KeyHint(.cancelBatch, "cancel")] : [])
        + [KeyHint(.follow, "follow"), KeyHint(.markAll, "all"), KeyHint(.help)]
    }
    if isLoading { return [KeyHint(.interrupt, "stop"), KeyHint(.help), KeyHint(.quit)] }
    if isEmpty { return [KeyHint(.refresh), KeyHint(.help), KeyHint(.quit)] }
    if showsNoRow {
      return [KeyHint(.search), KeyHint(.help), KeyHint(.refresh), KeyHint(.quit)]
    }
    let commands: [Command] =
      switch focus {
      case .list where isGantt:
        [.open, .back, .growPane, .scrollLeft, .fitGantt, .cycleTimes, .help]
      case .list: [.open, .search, .results, .help, .refresh, .quit, .cycleTimes]
      case .detail: [.back, .results, .help, .cycleTimes, .copyID]
      }
    return [KeyHint(.down, focus == .list ? "move" : "scroll")] + commands.map { KeyHint($0) }
  }

  /// The first key of a command, and of the one that it belongs together with.
  private func keys(_ command: Command) -> String {
    let other: Command? =
      switch command {
      case .down: .up
      case .detailDown: .detailUp
      case .growPane: .shrinkPane
      case .scrollLeft: .scrollRight
      default: nil
      }
    return ([command] + (other.map { [$0] } ?? []))
      .filter(keymap.hasKey).map(keymap.label(of:)).joined(separator: " ")
  }

  /// The filter that is on: it must not be forgotten.
  private var filterNote: StyledLine {
    guard let filter, overlay == nil else { return StyledLine() }
    let text = ScreenText.truncated(
      ScreenText.beginning(of: filter), to: max(1, columns / 2), ellipsis: theme.ellipsis)
    var line = StyledLine("/", theme.prompt) + StyledLine(text)
    if focus == .list, !isGantt, marked == 0 {
      line.append("   " + keymap.label(of: .back), theme.key)
      line.append(" clear", theme.secondary)
    }
    return line
  }

  /// How many batches the keys act on.
  private var markNote: StyledLine {
    guard marked > 0 else { return StyledLine() }
    return StyledLine("\(theme.glyphs.marked) \(marked.grouped) marked", theme.key)
  }

  private func line(_ keys: String, _ words: String) -> StyledLine {
    StyledLine(keys, theme.key) + StyledLine(" " + words, theme.secondary)
  }

  /// As many hints as fit: half a hint is useless, and the last ones matter least,
  /// but the key that leads on from here is never missing.
  private func line(
    of hints: [(command: Command?, line: StyledLine)], keeping kept: Command
  ) -> StyledLine {
    var hints = hints
    func joined() -> StyledLine {
      StyledLine.joined(
        ([filterNote, markNote] + hints.map(\.line)).filter { !$0.isEmpty }, gap: 3)
    }
    var line = joined()
    while line.columns > columns - 2, !hints.isEmpty {
      hints.remove(at: hints.lastIndex { $0.command != kept } ?? 0)
      line = joined()
    }
    return line
  }
}
