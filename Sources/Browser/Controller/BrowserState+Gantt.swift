import BatchInsight
import BatchPresentation
import BatchStore
import Batches
import Screen

/// `v`: the picture of all shown batches on one axis of time.
extension BrowserState {
  /// Opens the picture, or leaves it.
  mutating func toggleGantt() {
    if screen.gantt != nil {
      leaveGantt()
      return
    }
    guard hasRows else { return }
    screen.openGantt(TimeWindow(fitting: visibleLives, now: clocks.server.time))
    keepViewportFull()
    // Where there is a line for it, the legend is always shown there.
    if layout.summary.isEmpty {
      say(.legend(GanttView.legendText(theme, columns: layout.foot.columns - 2)))
    }
  }

  mutating func leaveGantt() {
    if screen.closeGantt() { enterDetail() }
  }

  /// Whether keys that move through time act on the picture.
  var ganttHasKeys: Bool { screen.gantt != nil && screen.focus == .list && overlay == nil }

  mutating func fitGantt() {
    let window = TimeWindow(fitting: visibleLives, now: clocks.server.time)
    screen.changeWindow { $0 = window }
  }

  mutating func zoomGantt(in isCloser: Bool) {
    guard let window = screen.gantt?.window else { return }
    let (anchor, now) = (anchor(in: window), clocks.server.time)
    screen.changeWindow { $0.zoom(by: isCloser ? 0.5 : 2, around: anchor, now: now) }
  }

  /// - Parameter direction: −1 for earlier, 1 for later.
  mutating func panGantt(_ direction: Double) {
    let now = clocks.server.time
    screen.changeWindow { $0.pan(direction, now: now) }
  }

  /// The selected batch is always in the picture.
  mutating func showSelectionInGantt() {
    guard screen.gantt != nil, let life = selectedRow.flatMap({ life(of: $0.batch) }) else {
      return
    }
    let now = clocks.server.time
    screen.changeWindow { $0.show(life, now: now) }
  }

  /// What stays in place while one zooms: the middle of what is seen of the selected batch, now if
  /// it is not over.
  private func anchor(in window: TimeWindow) -> Double {
    let start = window.start(now: clocks.server.time)
    let end = start + window.span
    guard let life = selectedRow.flatMap({ life(of: $0.batch) }),
      life.upperBound >= start, life.lowerBound < end
    else { return window.followsNow ? clocks.server.time : (start + end) / 2 }
    if life.upperBound >= clocks.server.time, clocks.server.time < end { return clocks.server.time }
    return (max(life.lowerBound, start) + min(life.upperBound, end)) / 2
  }

  /// From its first moment to its end, or to now; nil where no timestamp says so.
  private func life(of batch: Batch) -> ClosedRange<Double>? {
    let phases = Lifecycle(of: batch, now: clocks.server.second).phases
    guard let first = phases.first, let last = phases.last else { return nil }
    let start = Double(first.start)
    return start...max(start, last.isOpen ? clocks.server.time : Double(last.end ?? last.start))
  }

  private var visibleLives: [ClosedRange<Double>] {
    visibleIndices.compactMap { shownRow(at: $0).flatMap { life(of: $0.batch) } }
  }
}
