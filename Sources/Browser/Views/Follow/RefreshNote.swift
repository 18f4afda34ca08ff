import BatchInsight
import BatchPresentation
import BatchStore
import Batches
import Screen

/// When the next auto-refresh is due, for the top line; empty while there is none.
struct RefreshNote {
  let shown: ShownState
  let theme: Theme

  private var state: BrowserState { shown.state }

  /// In seconds: shorter requests are not shown, as the text would only flicker.
  private static let patience = 1.0

  /// The wordings, the longest first; none where nothing is to be said.
  var lines: [StyledLine] {
    guard let line else { return [] }
    guard hasFailed else { return [line] }
    let sign = StyledLine(theme.glyphs.flag + " ", theme.warning)
    return [sign + StyledLine("not refreshed, ") + line, sign + line]
  }

  private var hasFailed: Bool {
    state.loader.autoRefresh.pacing.failures > 0
      && (state.autoRefreshDue ?? 0) > state.clocks.local.time
  }

  private var line: StyledLine? {
    // Two countdowns to two tries would be taken for each other; the last line has the nearer one.
    if state.loader.isPausing { return nil }
    if state.loader.autoRefresh.isPaused {
      return state.list.isEmpty ? nil : StyledLine("paused")
    }
    guard let due = state.autoRefreshDue else { return nil }
    let countdown = StyledLine(
      (hasFailed ? "retry in " : "next in ") + CountdownText.text(due - state.clocks.local.time),
      theme.secondary)
    if due > state.clocks.local.time { return countdown }
    guard let job = state.loader.job, state.loader.purpose == .autoRefresh else { return nil }
    return state.clocks.local.time - job.sentAt < Self.patience
      ? countdown : StyledLine("refreshing" + theme.glyphs.ellipsis, theme.secondary)
  }

  /// When the line says something else although nothing happens, in seconds since 1970.
  var nextChange: Double? {
    guard let due = state.autoRefreshDue else { return nil }
    if due > state.clocks.local.time {
      return CountdownText.secondsUntilChange(due - state.clocks.local.time).map {
        state.clocks.local.time + $0
      }
    }
    guard let job = state.loader.job, state.loader.purpose == .autoRefresh else { return nil }
    let tells = job.sentAt + Self.patience
    return tells > state.clocks.local.time ? tells : nil
  }
}
