import BatchStore
import Batches
import Screen

extension BrowserState {
  /// Moves the cursor in the list.
  mutating func move(_ command: Command) {
    guard let index = cursorIndex else { return }
    let height = layout.rows.rows
    switch command {
    case .up: moveCursor(to: index - 1)
    case .down: moveCursor(to: index + 1)
    case .first: moveCursor(to: 0)
    case .last: moveCursor(to: shownCount - 1)
    case .halfPageDown: moveCursor(to: index + max(1, height / 2), scrolling: max(1, height / 2))
    case .halfPageUp: moveCursor(to: index - max(1, height / 2), scrolling: -max(1, height / 2))
    case .pageDown: moveCursor(to: index + max(1, height), scrolling: height)
    case .pageUp: moveCursor(to: index - max(1, height), scrolling: -height)
    case .apiPageForward:
      moveCursor(to: index + settings.pageSize, scrolling: settings.pageSize)
    case .apiPageBack: moveCursor(to: index - settings.pageSize, scrolling: -settings.pageSize)
    default: break
    }
  }

  /// Puts the cursor on a row, and moves the viewport by `distance` rows, then as far as the cursor
  /// needs.
  mutating func moveCursor(to target: Int, scrolling distance: Int = 0) {
    let extent = viewportExtent
    let index = min(max(0, target), extent.count - 1)
    guard let id = shownRow(at: index)?.batch.id,
      viewport.move(to: index, id: id, scrolling: distance, in: extent)
    else { return }
    screen.restartDetail()
    leaveKeptRow(for: index)
    showSelectionInGantt()
  }

  /// The row that did not match any more goes when the cursor leaves it; the others stay on their
  /// lines, but for those below it.
  /// - Parameter index: where the cursor is now, as long as that row is there.
  private mutating func leaveKeptRow(for index: Int) {
    guard let selected = selection.id, !rows.shown.isKept(selected) else { return }
    let top = index - selection.line
    guard let kept = rows.dropKept() else { return }
    if top <= kept.index, kept.index < index { viewport.shiftUp() }
    keepViewportFull()
  }

  /// Fills panes that grew: no blank lines below their last rows while there are rows above.
  mutating func keepViewportFull() {
    let lines = detailLineCount
    screen.fillDetail(height: detailHeight(lineCount: lines), lines: lines)
    viewport.fill(in: viewportExtent)
  }
}
