import BatchPresentation
import BatchStore
import Batches
import Screen

/// What is known of a row besides its batch; shown before it, one column wide in the list.
enum RowMark: Sendable, Hashable {
  case none
  /// Rows may be missing below it.
  case gap
  /// It does not belong to the view any more.
  case unmatched
  case followed
  case new
  case changed
  /// It may have gone on since it was read.
  case stale

  func line(_ theme: Theme) -> StyledLine {
    switch self {
    case .none: StyledLine(" ")
    case .gap: StyledLine(theme.glyphs.gap, theme.warning)
    case .unmatched: StyledLine(theme.glyphs.unmatched, theme.warning)
    case .followed: StyledLine(theme.glyphs.followed, theme.title)
    case .new: StyledLine(theme.glyphs.new, theme.mark)
    case .changed: StyledLine(theme.glyphs.changed, theme.mark)
    case .stale: StyledLine(theme.glyphs.stale, theme.secondary)
    }
  }
}

extension BrowserState {
  /// - Parameter isGap: whether rows may be missing below it.
  func mark(of row: MarkedRow, isGap: Bool) -> RowMark {
    if isGap { return .gap }
    if rows.shown.isKept(row.id.text) { return .unmatched }
    if following.id == row.id { return .followed }
    switch viewport.marks[row.id] {
    case .new: return .new
    case .changed: return .changed
    case nil: return isStale(row) ? .stale : .none
    }
  }
}
