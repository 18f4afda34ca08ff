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
    let tabs = line(columns: area.columns)
    frame.draw(tabs, at: Point(column: area.column, row: area.row), clip: area)
    let summary = SummaryLine(counts: state.tally.statuses, theme: theme)
    if !layout.summary.isEmpty {
      let area = layout.summary.inset(columns: 1)
      frame.draw(
        summary.line(columns: area.columns), at: Point(column: area.column, row: area.row),
        clip: area)
    } else if let beside = summary.fitting(columns: area.columns - tabs.columns - 4) {
      frame.draw(
        beside, at: Point(column: area.endColumn - beside.columns, row: area.row), clip: area)
    }
  }

  /// How much is said of the tabs, from the most to the least.
  private enum Wording: CaseIterable {
    case full, close, short
    /// Of the tabs that are not chosen, nothing but their keys and counts.
    case chosen
    /// Nothing of the others.
    case alone
  }

  private func line(columns: Int) -> StyledLine {
    let lines = Wording.allCases.lazy.map(line)
    return lines.first { $0.columns <= columns }
      ?? line(.alone).truncated(to: columns, ellipsis: theme.glyphs.ellipsis)
  }

  private func line(_ wording: Wording) -> StyledLine {
    let tabs = wording == .alone ? [state.query.tab] : Tab.allCases
    let parts = tabs.map { tab in
      let isChosen = tab == state.query.tab
      let title =
        switch wording {
        case .full, .close, .alone: tab.title + " "
        case .short: tab.shortTitle + " "
        case .chosen: isChosen ? tab.title + " " : ""
        }
      let count = title + CountText.grouped(state.count(of: tab))
      var part = StyledLine(String(tab.rawValue + 1), isChosen ? theme.key : theme.secondary)
      part.append(" ")
      part.append(count, isChosen ? theme.chosenTab : .plain)
      return part
    }
    return StyledLine.joined(parts, gap: wording == .full ? 3 : 2)
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
