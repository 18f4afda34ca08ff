import BatchInsight
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
      if layout.placement == .page && screen.focus == .detail {
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
      display.cycleTimes()
      say(.times(display.timeMode, unknown: settings.unknownZone))
      return []
    default: return nil
    }
  }

  private mutating func performOnPanes(_ command: Command) -> [Effect] {
    switch command {
    case .up, .down, .first, .last, .halfPageDown, .halfPageUp, .pageDown, .pageUp:
      if screen.focus == .detail { scrollDetail(command) } else { move(command) }
      if command == .last && screen.focus == .list { askForMore() }
    case .apiPageForward, .apiPageBack:
      move(command)
      if command == .apiPageForward { askForMore() }
    case .detailDown: scrollDetail(.down)
    case .detailUp: scrollDetail(.up)
    case .open:
      enterDetail()
    case .back: return back()
    case .otherPane:
      if screen.focus == .detail { leaveDetail() } else { enterDetail() }
    case .gantt: toggleGantt()
    case .growPane where ganttHasKeys: zoomGantt(in: true)
    case .shrinkPane where ganttHasKeys: zoomGantt(in: false)
    case .scrollLeft where screen.gantt != nil: panGantt(-1)
    case .scrollRight where screen.gantt != nil: panGantt(1)
    case .fitGantt where screen.gantt != nil: fitGantt()
    case .scrollLeft, .scrollRight: scrollColumns(command)
    case .fitGantt: say(.unbound)
    case .togglePane, .movePane, .growPane, .shrinkPane: change(pane: command)
    case .refresh: return startRefresh()
    case .reload: return askReload()
    case .loadAll: return startLoadingAll()
    case .pauseAutoRefresh: return togglePause()
    case .follow: toggleFollow()
    case .changeLog: openLog()
    case .chooseSort: openSortMenu()
    case .reverseSort: return reverseSort()
    case .chooseColumns: openColumnMenu()
    case .help: overlays.open(.help(HelpOverlay()))
    case .copyID: return copyID()
    case .chooseCopy: openCopyMenu()
    case .save: askSavePath()
    case .search: openFilter()
    case .nextProblem, .previousProblem:
      return goToProblem(forward: command == .nextProblem)
    case .allTab: return choose(.all)
    case .activeTab: return choose(.active)
    case .problemsTab: return choose(.problems)
    case .doneTab: return choose(.done)
    case .cancelledTab: return choose(.cancelled)
    case .quit, .interrupt, .suspend, .redraw, .cycleTimes, .toggleMouse: break
    }
    return []
  }

  /// Unwinds one step: what waits for another try, the detail, the picture, the filter, pages being
  /// read on for a view; from the whole list it leads nowhere.
  private mutating func back() -> [Effect] {
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

  private mutating func change(pane command: Command) {
    switch command {
    case .togglePane: screen.togglePane(for: screenContents)
    case .movePane:
      if !screen.movePane(for: screenContents) { say(.noRoomForDetail) }
    case .growPane: screen.growPane(by: 1, for: screenContents)
    case .shrinkPane: screen.growPane(by: -1, for: screenContents)
    default: break
    }
    keepViewportFull()
  }

  mutating func scrollDetail(_ command: Command) {
    let lines = detailLineCount
    screen.scrollDetail(command, height: detailHeight(lineCount: lines), lines: lines)
  }
}
