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

  /// Puts the cursor on a row, and moves the viewport by `rows`, then as far as the cursor needs.
  mutating func moveCursor(to target: Int, scrolling rows: Int = 0) {
    guard shownCount > 0, let old = selection.id else { return }
    let height = max(1, layout.rows.rows)
    let index = min(max(0, target), shownCount - 1)
    // One line more than rows: the last one says whether there is more.
    let lowestTop = max(0, shownCount + 1 - height)
    var top = topIndex
    if rows > 0 { top = max(top, min(top + rows, lowestTop)) }
    if rows < 0 { top = max(0, top + rows) }
    let linesBelow = index == shownCount - 1 ? 1 : 0
    top = max(top, index + min(linesBelow, height - 1) - (height - 1))
    top = min(top, index)
    guard let id = shownRow(at: index)?.batch.id else { return }
    selection = Selection(id: id, line: index - top)
    arrivals = min(arrivals, top)
    if !selection.isOn(old) {
      displaced = nil
      detailTop = 0
      marks[BatchID(old)] = nil
      leaveKeptRow(for: index, top: top)
      showSelectionInGantt()
    }
    gapMayBeFilled = true
  }

  /// The row that did not match any more goes when the cursor leaves it; the others stay on their
  /// lines, but for those below it.
  /// - Parameters:
  ///   - index: where the cursor is now, as long as that row is there.
  ///   - top: the same of the first row on screen.
  private mutating func leaveKeptRow(for index: Int, top: Int) {
    guard let kept = shown.kept, !shown.isKept(selection.id ?? "") else { return }
    shown.dropKept()
    if top <= kept.place, kept.place < index { selection.line -= 1 }
    keepViewportFull()
  }

  /// Fills a viewport that grew: no blank lines below the last row while there are rows above.
  mutating func keepViewportFull() {
    let lines = detailLineCount
    detailTop = min(detailTop, max(0, lines - detailHeight(lineCount: lines)))
    // Under a full-screen detail pane the list keeps its position.
    guard let index = cursorIndex, !layout.rows.isEmpty else { return }
    let height = max(1, layout.rows.rows)
    let top = min(index - min(selection.line, height - 1), max(0, shownCount + 1 - height))
    selection.line = index - max(0, top)
    arrivals = min(arrivals, max(0, top))
  }
}
