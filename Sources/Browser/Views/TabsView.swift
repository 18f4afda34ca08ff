import Batches
import Screen

/// The tabs with their keys and counts of loaded rows, and the counts by status: on a line of
/// their own where the screen is high, beside the tabs where it is wide.
struct TabsView {
  let state: BrowserState
  let theme: Theme

  func draw(into frame: inout Frame) {
    let layout = state.layout
    guard !state.list.isEmpty, !layout.tabs.isEmpty else { return }
    let area = layout.tabs.inset(columns: 1)
    let parts = parts(columns: area.columns)
    for part in parts {
      frame.draw(
        part.line.truncated(to: area.columns, ellipsis: theme.glyphs.ellipsis),
        at: Point(column: area.column + part.column, row: area.row), clip: area)
    }
    let room = area.columns - (parts.last?.endColumn ?? 0) - Self.gapBeside
    if let beside = beside(columns: room) {
      frame.draw(
        beside, at: Point(column: area.endColumn - beside.columns, row: area.row), clip: area)
    }
    guard !layout.summary.isEmpty else { return }
    let below = layout.summary.inset(columns: 1)
    let line =
      state.gantt == nil
      ? summary.line(columns: below.columns)
      : GanttView.legend(theme).truncated(to: below.columns, ellipsis: theme.glyphs.ellipsis)
    frame.draw(line, at: Point(column: below.column, row: below.row), clip: below)
  }

  private static let gapBeside = 4

  private var summary: SummaryLine { SummaryLine(counts: state.tally.statuses, theme: theme) }

  /// What stands at the right of the tabs: the counts by status where they have no line of their
  /// own, else when batches ended unless that stands above the detail.
  private func beside(columns: Int) -> StyledLine? {
    if state.layout.summary.isEmpty { return summary.fitting(columns: columns) }
    guard state.layout.placement != .below else { return nil }
    return Sparkline.line(of: state.ends, columns: columns, now: state.second, theme: theme)
  }

  /// The tab at a place on the screen.
  func tab(at point: Point) -> Tab? {
    let area = state.layout.tabs.inset(columns: 1)
    guard !state.list.isEmpty, area.contains(point) else { return nil }
    let column = point.column - area.column
    return parts(columns: area.columns).first { ($0.column..<$0.endColumn).contains(column) }?.tab
  }

  /// How much is said of the tabs, from the most to the least.
  private enum Wording: CaseIterable {
    case full, close, short
    /// The key against the word.
    case tight
    /// Of the tabs that are not chosen, nothing but their keys and counts.
    case chosen
    /// Nothing of the others.
    case alone

    var gap: Int { self == .full ? 3 : 2 }
  }

  /// A tab, and where in the line it begins.
  private struct Part {
    var tab: Tab
    var column: Int
    var line: StyledLine

    var endColumn: Int { column + line.columns }
  }

  /// The fullest wording that there is room for.
  private func parts(columns: Int) -> [Part] {
    let choices = Wording.allCases.lazy.map(parts)
    return choices.first { ($0.last?.endColumn ?? 0) <= columns } ?? parts(.alone)
  }

  private func parts(_ wording: Wording) -> [Part] {
    let tabs = wording == .alone ? [state.query.tab] : Tab.allCases
    var parts: [Part] = []
    for tab in tabs {
      let column = parts.last.map { $0.endColumn + wording.gap } ?? 0
      parts.append(Part(tab: tab, column: column, line: line(of: tab, wording)))
    }
    return parts
  }

  private func line(of tab: Tab, _ wording: Wording) -> StyledLine {
    let isChosen = tab == state.query.tab
    let title =
      switch wording {
      case .full, .close, .alone: tab.title
      case .short, .tight: tab.shortTitle
      case .chosen: isChosen ? tab.title : ""
      }
    var line = StyledLine(String(tab.rawValue + 1), isChosen ? theme.key : theme.secondary)
    if wording != .tight { line.append(" ") }
    line.append(
      title + (title.isEmpty ? "" : " ") + state.count(of: tab).grouped,
      isChosen ? theme.chosenTab : .plain)
    return line
  }
}

extension Tab {
  /// For a narrow screen.
  fileprivate var shortTitle: String {
    switch self {
    case .all: "All"
    case .active: "Act"
    case .problems: "Prob"
    case .done: "Done"
    case .cancelled: "Canc"
    }
  }
}
