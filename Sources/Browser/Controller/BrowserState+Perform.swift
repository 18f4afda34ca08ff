import BatchInsight
import BatchPresentation
import BatchStore
import Batches
import Screen

extension BrowserState {
  mutating func perform(_ command: Command) -> [Effect] {
    switch command {
    case .quit where exports.save != nil:
      say(.stillSaving)
      return []
    case .quit:
      if screen.focus == .detail {
        leaveDetail()
      } else if screen.gantt != nil {
        leaveGantt()
      } else {
        return [.quit(status: 0)]
      }
      return []
    case .interrupt: return interrupt()
    default: break
    }
    return performAnywhere(command) ?? performOnPanes(command)
  }

  /// Carries out a command that does the same whatever is open.
  /// - Returns: nil for any other command.
  mutating func performAnywhere(_ command: Command) -> [Effect]? {
    switch command {
    case .suspend: return [.suspend]
    case .redraw: return [.redraw]
    case .toggleMouse:
      screen.toggleMouse()
      say(.mouse(isOn: screen.hasMouse))
      return [.reportMouse(screen.hasMouse)]
    case .cycleTimes:
      screen.cycleTimes()
      say(.times(screen.display.timeMode, unknown: settings.unknownZone))
      return []
    default: return nil
    }
  }

  /// Unwinds one step: what waits for another try, the detail, the picture, marks, the filter,
  /// pages being
  /// read on for a view; from the whole list it leads nowhere.
  mutating func back() -> [Effect] {
    if loader.isPausing { return perform(loader.giveUp(now: clocks.local.time)) }
    if loader.purpose?.isAskedFor == true { return cancel() }
    if screen.focus == .detail {
      leaveDetail()
      return []
    }
    if screen.gantt != nil {
      leaveGantt()
      return []
    }
    if !marks.isEmpty {
      viewport.clearMarks()
      return []
    }
    if !query.filter.isEmpty { return clearFilter() }
    return isFillingScreen ? stopFillingScreen() : []
  }

  mutating func enterDetail() {
    guard selectedRow != nil else { return }
    screen.enterDetail()
    keepViewportFull()
  }

  mutating func leaveDetail() {
    if screen.leaveDetail() { keepViewportFull() }
  }

  private mutating func cancel() -> [Effect] {
    say(.cancelled)
    return perform(loader.cancel(now: clocks.local.time))
  }

  private mutating func interrupt() -> [Effect] {
    if exports.save?.isCancelled == false { return [exports.cancelSave()] }
    guard let purpose = loader.purpose else { return quitUnlessMeantToStop() }
    if loader.isPausing { return perform(loader.giveUp(now: clocks.local.time)) }
    if loader.isLoadingAll { return stopLoadingAll() }
    if purpose.isAskedFor { return cancel() }
    if list.isEmpty { return perform(loader.cancelFirstPage()) }
    return isFillingScreen ? stopFillingScreen() : quitUnlessMeantToStop()
  }

  /// Who wants to stop what ends in that moment does not want to leave.
  private mutating func quitUnlessMeantToStop() -> [Effect] {
    guard let ended = loader.loadAllEndedAt, clocks.local.time < ended + Self.secondsTooLate else {
      return [.quit(status: 130)]
    }
    loader.forgetEndOfLoadingAll()
    say(.endedBeforeCancelling)
    return []
  }

  /// In seconds: how late a key that was meant to cancel may come.
  private static let secondsTooLate = 0.5

  mutating func change(pane command: Command) {
    let hadRoom = layout.detail != nil
    switch command {
    case .togglePane: screen.togglePane(for: screenContents)
    case .movePane:
      if !screen.movePane(for: screenContents) { say(.noRoomForDetail) }
    case .growPane: screen.growPane(by: 1, for: screenContents)
    case .shrinkPane: screen.growPane(by: -1, for: screenContents)
    default: break
    }
    if !hadRoom, layout.detail == nil, command != .movePane { say(.noRoomForDetail) }
    keepViewportFull()
  }

  mutating func scrollDetail(_ command: Command) {
    let lines = detailLineCount
    screen.scrollDetail(command, height: detailHeight(lineCount: lines), lines: lines)
  }
}
