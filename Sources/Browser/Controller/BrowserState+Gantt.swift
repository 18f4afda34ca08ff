import Batches
import Screen

/// `v`: the picture of all shown batches on one axis of time.
extension BrowserState {
  /// Opens the picture, or leaves it.
  mutating func toggleGantt() {
    if gantt != nil {
      leaveGantt()
      return
    }
    guard !list.isEmpty else { return }
    gantt = GanttState(
      window: TimeWindow(fitting: visibleLives, now: clocks.server.time),
      returnsToDetail: focus == .detail)
    leaveDetail()
    keepViewportFull()
    // Where there is a line for it, the legend is always shown there.
    if layout.summary.isEmpty {
      let theme = Theme(charset: charset)
      message = .legend(GanttView.legendText(theme, columns: layout.foot.columns - 2))
    }
  }

  mutating func leaveGantt() {
    if gantt?.returnsToDetail == true { enterDetail() }
    gantt = nil
  }

  /// Whether keys that move through time act on the picture.
  var ganttHasKeys: Bool { gantt != nil && focus == .list && overlay == nil }

  mutating func fitGantt() {
    let window = TimeWindow(fitting: visibleLives, now: clocks.server.time)
    gantt?.window = window
  }

  mutating func zoomGantt(in isCloser: Bool) {
    guard var window = gantt?.window else { return }
    window.zoom(by: isCloser ? 0.5 : 2, around: anchor(in: window), now: clocks.server.time)
    gantt?.window = window
  }

  /// - Parameter direction: −1 for earlier, 1 for later.
  mutating func panGantt(_ direction: Double) {
    gantt?.window.pan(direction, now: clocks.server.time)
  }

  /// The selected batch is always in the picture.
  mutating func showSelectionInGantt() {
    guard gantt != nil, let life = selectedRow.flatMap({ life(of: $0.batch) }) else { return }
    gantt?.window.show(life, now: clocks.server.time)
  }

  /// What stays in place while one zooms: the middle of what is seen of the selected batch, now if
  /// it goes on.
  private func anchor(in window: TimeWindow) -> Double {
    let start = window.start(now: clocks.server.time)
    let end = start + window.span
    guard let life = selectedRow.flatMap({ life(of: $0.batch) }),
      life.upperBound >= start, life.lowerBound < end
    else { return window.followsNow ? clocks.server.time : (start + end) / 2 }
    if life.upperBound >= clocks.server.time, clocks.server.time < end { return clocks.server.time }
    return (max(life.lowerBound, start) + min(life.upperBound, end)) / 2
  }

  /// From its first moment to its end, or to now; nil where no time tells.
  private func life(of batch: Batch) -> ClosedRange<Double>? {
    let phases = Lifecycle(of: batch, now: clocks.server.second).phases
    guard let first = phases.first, let last = phases.last else { return nil }
    let start = Double(first.start)
    return start...max(start, last.isOpen ? clocks.server.time : Double(last.end ?? last.start))
  }

  private var visibleLives: [ClosedRange<Double>] {
    visibleIndices.compactMap { shownRow(at: $0).flatMap { life(of: $0.batch) } }
  }

  /// When the chart changes as time passes, in seconds since 1970.
  var nextGanttChange: Double? {
    guard let gantt, !layout.rows.isEmpty, panesAreSeen else { return nil }
    let columns = GanttView.Parts(columns: layout.rows.columns).chart
    // Texts and pictures count whole seconds.
    let now = Double(clocks.server.second)
    let scale = gantt.window.scale(columns: columns, now: now)
    // What is two hours ago goes along with now, also where now is out of the picture.
    let next = timeMode == .relative ? scale.nextEdge(after: now) : scale.nextColumn(after: now)
    return next.map { clocks.localTime(ofServerTime: $0.rounded(.up)) }
  }
}
