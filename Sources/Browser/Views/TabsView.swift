import BatchInsight
import BatchPresentation
import BatchStore
import Batches
import Screen

/// The tabs with their keys and counts of loaded rows, and the counts by status: on a line of
/// their own where the screen is high, beside the tabs where it is wide.
///
/// A value of everything it shows, so that it is redrawn only when one of these changes.
struct TabsView: Sendable, Equatable {
  /// The tabs; of no rows where there are none.
  private let tabs: Rect
  /// The counts by status; without rows where they are beside the tabs.
  private let below: Rect
  private let chosen: Tab
  /// What chooses each tab; empty for those without a key.
  private let keys: [String]
  /// Loaded rows by tab.
  private let counts: [Int]
  private let statuses: StatusCounts
  /// When batches ended; nil where that is shown elsewhere.
  private let ends: FinishHistogram?
  /// Seconds since 1970 at which the current hour began; finished batches are counted by the hour.
  private let hour: Int
  private let isGantt: Bool
  private let theme: Theme

  init(state: BrowserState, theme: Theme) {
    let layout = state.layout
    // An empty list has nothing to choose from.
    tabs = state.list.isEmpty ? layout.tabs.splitTop(0).top : layout.tabs
    below = layout.summary
    chosen = state.query.tab
    let keymap = state.settings.keymap
    keys = Tab.allCases.map { keymap.hasKey(for: $0.command) ? keymap.label(of: $0.command) : "" }
    counts = Tab.allCases.map { state.count(of: $0) }
    statuses = state.statistics.statuses
    ends = layout.summary.isEmpty || layout.placement == .below ? nil : state.statistics.finishes
    hour = FinishHistogram.beginning(ofHourAt: state.clocks.server.second)
    isGantt = state.screen.gantt != nil
    self.theme = theme
  }

  /// All that it may write on.
  var area: Rect {
    Rect(
      column: tabs.column, row: tabs.row, columns: tabs.columns,
      rows: tabs.isEmpty ? 0 : tabs.rows + below.rows)
  }

  func draw(into frame: inout Frame) {
    guard !tabs.isEmpty else { return }
    let area = tabs.inset(columns: 1)
    let parts = parts(columns: area.columns)
    for part in parts {
      frame.draw(
        part.line.truncated(to: area.columns, ellipsis: theme.ellipsis),
        at: Point(column: area.column + part.column, row: area.row), clip: area)
    }
    let room = area.columns - (parts.last?.endColumn ?? 0) - Self.gapBeside
    if let beside = beside(columns: room) {
      frame.draw(
        beside, at: Point(column: area.endColumn - beside.columns, row: area.row), clip: area)
    }
    guard !below.isEmpty else { return }
    let line = below.inset(columns: 1)
    let text =
      isGantt
      ? GanttView.legend(theme).truncated(to: line.columns, ellipsis: theme.ellipsis)
      : summary.line(columns: line.columns)
    frame.draw(text, at: Point(column: line.column, row: line.row), clip: line)
  }

  private static let gapBeside = 4

  private var summary: SummaryLine { SummaryLine(counts: statuses, theme: theme) }

  /// What is right of the tabs: the counts by status where they have no line of their
  /// own, else when batches ended, unless that is above the detail.
  private func beside(columns: Int) -> StyledLine? {
    if below.isEmpty { return summary.fitting(columns: columns) }
    return ends.flatMap { Sparkline.line(of: $0, columns: columns, now: hour, theme: theme) }
  }

  /// The tab at a place on the screen.
  func tab(at point: Point) -> Tab? {
    let area = tabs.inset(columns: 1)
    guard area.contains(point) else { return nil }
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
    let tabs = wording == .alone ? [chosen] : Tab.allCases
    var parts: [Part] = []
    for tab in tabs {
      let column = parts.last.map { $0.endColumn + wording.gap } ?? 0
      parts.append(Part(tab: tab, column: column, line: line(of: tab, wording)))
    }
    return parts
  }

  private func line(of tab: Tab, _ wording: Wording) -> StyledLine {
    let isChosen = tab == chosen
    let title =
      switch wording {
      case .full, .close, .alone: tab.title
      case .short, .tight: tab.shortTitle
      case .chosen: isChosen ? tab.title : ""
      }
    let key = keys[tab.rawValue]
    var line = StyledLine(key, isChosen ? theme.key : theme.secondary)
    if wording != .tight, !key.isEmpty { line.append(" ") }
    line.append(
      title + (title.isEmpty ? "" : " ") + counts[tab.rawValue].grouped,
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
