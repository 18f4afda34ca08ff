import BatchPresentation
import BatchStore
import Batches
import Screen

/// What is known of a row besides its batch; shown before it, one column wide in the list.
enum RowMark: Sendable, Hashable {
  case none
  /// What acts on many batches acts on it.
  case marked
  /// Rows may be missing below it.
  case gap
  /// It does not belong to the view any more.
  case unmatched
  case followed
  case new
  case changed
  /// It may have gone on since it was read.
  case stale
  /// The server no longer lists it.
  case gone

  func line(_ theme: Theme) -> StyledLine {
    switch self {
    case .none: StyledLine(" ")
    case .marked: StyledLine(theme.glyphs.marked, theme.key)
    case .gap: StyledLine(theme.glyphs.gap, theme.warning)
    case .unmatched: StyledLine(theme.glyphs.unmatched, theme.warning)
    case .followed: StyledLine(theme.glyphs.followed, theme.title)
    case .new: StyledLine(theme.glyphs.new, theme.mark)
    case .changed: StyledLine(theme.glyphs.changed, theme.mark)
    case .stale: StyledLine(theme.glyphs.stale, theme.secondary)
    case .gone: StyledLine(theme.glyphs.gone, theme.warning)
    }
  }
}

/// What the marks of all rows depend on, besides the rows themselves.
struct RowMarks: Sendable {
  /// The row that is shown although it does not match; nil for none.
  let kept: BatchID?
  let followed: Following
  /// Those that the user has marked.
  let marked: Marks
  /// What the user has not looked at yet.
  let unseen: [BatchID: Viewport.Mark]
  /// When rows must have been read to be up to date, in seconds since 1970.
  let currentSince: Double
  /// Whether the rows are of batches that the server no longer lists.
  let areGone: Bool

  /// - Parameter isGap: whether rows may be missing below it.
  func mark(of row: MarkedRow, isGap: Bool) -> RowMark {
    if marked.contains(row.id) { return .marked }
    if isGap { return .gap }
    if kept == row.id { return .unmatched }
    if areGone { return .gone }
    if followed.includes(row.id) { return .followed }
    switch unseen[row.id] {
    case .new: return .new
    case .changed: return .changed
    case nil: return row.isStale(current: currentSince) ? .stale : .none
    }
  }
}

extension RowMarks {
  init(state: BrowserState) {
    kept = state.rows.shown.kept.map { BatchID($0.id) }
    followed = state.following
    marked = state.marks
    unseen = state.viewport.marks
    currentSince = state.currentSince
    areGone = state.showsGone
  }
}
