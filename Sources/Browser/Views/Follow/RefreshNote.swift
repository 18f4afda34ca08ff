import BatchInsight
import BatchPresentation
import BatchStore

/// When the next auto-refresh is due, for the top line; empty while there is none.
struct RefreshNote {
  private let theme: Theme
  private let now: Double
  /// When it is due; nil while there is none.
  private let due: Double?
  private let hasFailed: Bool
  private let isPaused: Bool
  /// Whether another request waits for its next try.
  private let isRetrying: Bool
  private let isListEmpty: Bool
  /// Whether the rows are from an earlier run.
  private let isOutdated: Bool
  /// When the request under way was sent; nil where there is none.
  private let sentAt: Double?

  /// In seconds: shorter requests are not shown, as the text would only flicker.
  private static let patience = 1.0

  init(state: BrowserState, theme: Theme) {
    self.theme = theme
    now = state.clocks.local.time
    due = state.autoRefreshDue
    hasFailed = state.loader.autoRefresh.pacing.failures > 0 && due ?? 0 > now
    isPaused = state.loader.autoRefresh.isPaused
    isRetrying = state.loader.isPausing
    isListEmpty = state.list.isEmpty
    isOutdated = state.recall.isOutdated
    sentAt = state.loader.purpose == .autoRefresh ? state.loader.job?.sentAt : nil
  }

  /// The wordings, the longest first; none where nothing is to be said.
  var lines: [StyledLine] {
    guard let line else { return [] }
    guard hasFailed else { return [line] }
    let sign = StyledLine(theme.glyphs.flag + " ", theme.warning)
    return [sign + StyledLine("not refreshed, ") + line, sign + line]
  }

  private var line: StyledLine? {
    // Two countdowns to two tries would be taken for each other; the last line has the nearer one.
    if isRetrying { return nil }
    if isPaused { return isListEmpty ? nil : StyledLine("paused") }
    if isOutdated, sentAt != nil { return StyledLine("refreshing" + theme.ellipsis) }
    guard let due else { return nil }
    let countdown = StyledLine(
      (hasFailed ? "retry in " : "next in ") + CountdownText.text(due - now), theme.secondary)
    if due > now { return countdown }
    guard let sentAt else { return nil }
    return now - sentAt < Self.patience
      ? countdown : StyledLine("refreshing" + theme.ellipsis, theme.secondary)
  }

  /// When the line says something else although nothing happens, in seconds since 1970.
  var nextChange: Double? {
    guard let due else { return nil }
    if due > now { return CountdownText.secondsUntilChange(due - now).map { now + $0 } }
    guard let sentAt, sentAt + Self.patience > now else { return nil }
    return sentAt + Self.patience
  }
}
