import Batches
import Screen

/// `e`: the log of what changed while the program ran.
extension BrowserState {
  mutating func note(_ changes: ListChanges, news: [Batch]) {
    // The oldest first, as all of the log.
    for batch in news.reversed() { changeLog.add(batch, .appeared, at: ownSecond) }
    for change in changes.changed { changeLog.add(change, now: ownSecond) }
    for batch in changes.removed { changeLog.add(batch, .removed, at: ownSecond) }
  }

  mutating func openLog() {
    overlays.open(.log(LogState(chosen: changeLog.isEmpty ? 0 : changeLog[0].number)))
  }

  mutating func perform(_ command: Command, in log: LogState) -> [Effect] {
    switch command {
    case .changeLog: overlays.close()
    case .open: return openLogged(log)
    default: overlays.open(.log(moved(log, by: command)))
    }
    return []
  }

  private func moved(_ log: LogState, by command: Command) -> LogState {
    guard !changeLog.isEmpty else { return log }
    let height = LogView.rows(on: size, of: changeLog.count)
    let index = changeLog.index(of: log.chosen)
    let old = log.visible(of: changeLog.count, chosen: index, height: height)
    let target =
      switch command {
      case .up: index - 1
      case .down: index + 1
      case .halfPageUp: index - max(1, height / 2)
      case .halfPageDown: index + max(1, height / 2)
      case .pageUp: index - height
      case .pageDown: index + height
      case .first: 0
      case .last: changeLog.count - 1
      default: index
      }
    let chosen = min(max(0, target), changeLog.count - 1)
    let top = min(max(old.lowerBound, chosen - height + 1), chosen)
    return LogState(chosen: changeLog[chosen].number, line: chosen - top)
  }

  /// Selects the batch of the chosen entry.
  private mutating func openLogged(_ log: LogState) -> [Effect] {
    guard !changeLog.isEmpty else { return [] }
    let batch = changeLog[changeLog.index(of: log.chosen)].batch
    guard list.contains(batch.id) else {
      message = Message("\(shortName(batch)) is not in the list any more", .warning)
      return []
    }
    overlays.close()
    leaveDetail()
    if shownIndex(of: batch.id) == nil {
      message = Message("all batches are shown again: the view hid \(shortName(batch))")
    }
    return reveal(batch.id)
  }
}
