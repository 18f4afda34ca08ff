/// Settings and schedule of auto-refresh.
struct AutoRefresh: Sendable, Hashable {
  /// The user wants none (`Z`).
  var isPaused = false
  /// Whether the terminal has the focus; true where it does not report that.
  var hasFocus = true
  var pacing = RefreshPacing()
}
