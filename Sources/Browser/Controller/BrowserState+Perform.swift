import Batches
import Screen

extension BrowserState {
  mutating func perform(_ command: Command) -> [Effect] {
    switch command {
    case .quit where saving != nil:
      message = .stillSaving
      return []
    case .quit:
      if layout.placement == .page && focus == .detail {
        leaveDetail()
      } else if gantt != nil {
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
      hasMouse.toggle()
      message = .mouse(isOn: hasMouse)
      return [.reportMouse(hasMouse)]
    case .cycleTimes:
      timeMode = timeMode.next
      message = .times(timeMode)
      return []
    default: return nil
    }
  }

  private mutating func performOnPanes(_ command: Command) -> [Effect] {
    switch command {
    case .up, .down, .first, .last, .halfPageDown, .halfPageUp, .pageDown, .pageUp:
      if focus == .detail { scrollDetail(command) } else { move(command) }
      if command == .last && focus == .list { askForMore() }
    case .apiPageForward, .apiPageBack:
      move(command)
      if command == .apiPageForward { askForMore() }
    case .detailDown: scrollDetail(.down)
    case .detailUp: scrollDetail(.up)
    case .open:
      enterDetail()
    case .back: return back()
    case .otherPane:
      if focus == .detail { leaveDetail() } else { enterDetail() }
    case .gantt: toggleGantt()
    case .growPane where ganttHasKeys: zoomGantt(in: true)
    case .shrinkPane where ganttHasKeys: zoomGantt(in: false)
    case .scrollLeft where gantt != nil: panGantt(-1)
    case .scrollRight where gantt != nil: panGantt(1)
    case .fitGantt where gantt != nil: fitGantt()
    case .scrollLeft, .scrollRight: scrollColumns(command)
    case .fitGantt: message = .unbound
    case .togglePane, .movePane, .growPane, .shrinkPane: change(pane: command)
    case .refresh: return startRefresh()
    case .reread: return askReread()
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
    if focus == .detail {
      leaveDetail()
      return []
    }
    if gantt != nil {
      leaveGantt()
      return []
    }
    if !query.filter.isEmpty { return clearFilter() }
    return isReadingOn ? stopReadingOn() : []
  }

  mutating func enterDetail() {
    guard selectedRow != nil else { return }
    if !pane.isOn { paneOpenedByFocus = true }
    pane.isOn = true
    focus = .detail
    keepViewportFull()
  }

  mutating func leaveDetail() {
    guard focus == .detail else { return }
    focus = .list
    if paneOpenedByFocus { pane.isOn = false }
    paneOpenedByFocus = false
    keepViewportFull()
  }

  private mutating func cancel() -> [Effect] {
    message = .cancelled
    return perform(loader.cancel(now: clocks.local.time))
  }

  private mutating func interrupt() -> [Effect] {
    if saving?.isCancelled == false { return cancelSaving() }
    guard let purpose = loader.purpose else { return quitUnlessMeantToStop() }
    if loader.isPausing { return perform(loader.giveUp(now: clocks.local.time)) }
    if loader.isLoadingAll { return stopLoadingAll() }
    if purpose.isAskedFor { return cancel() }
    if list.isEmpty { return perform(loader.cancelFirstPage()) }
    return isReadingOn ? stopReadingOn() : quitUnlessMeantToStop()
  }

  /// Who wants to stop what ends in that moment does not want to leave.
  private mutating func quitUnlessMeantToStop() -> [Effect] {
    guard let ended = loader.loadAllEndedAt, clocks.local.time < ended + Self.secondsTooLate else {
      return [.quit(status: 130)]
    }
    loader.forgetEndOfLoadingAll()
    message = .endedBeforeCancelling
    return []
  }

  /// In seconds: how late a key that was meant to cancel may come.
  private static let secondsTooLate = 0.5

  private mutating func change(pane command: Command) {
    switch command {
    case .togglePane:
      pane.isOn.toggle()
      paneOpenedByFocus = false
      if !pane.isOn { leaveDetail() }
    case .movePane:
      pane.isOn = true
      let wanted = layout.placement == .beside ? PaneChoice.Side.below : .beside
      pane.side = wanted
      pane.growth = 0
      if layout.placement != (wanted == .below ? .below : .beside) {
        pane.side = .automatic
        message = .noRoomForDetail
      }
    case .growPane: pane.growth += layout.placement == .beside ? 4 : 2
    case .shrinkPane: pane.growth -= layout.placement == .beside ? 4 : 2
    default: break
    }
    clampGrowth()
    keepViewportFull()
  }

  /// Growth beyond what the screen allows must not have to be taken back key by key.
  private mutating func clampGrowth() {
    var plain = pane
    plain.growth = 0
    let base = layout(pane: plain)
    guard let now = layout.detail, let before = base.detail else { return }
    switch layout.placement {
    case .beside: pane.growth = now.columns - before.columns
    case .below: pane.growth = now.rows - before.rows
    case .page, .off: pane.growth = 0
    }
  }

  mutating func scrollDetail(_ command: Command) {
    let lines = detailLineCount
    let height = detailHeight(lineCount: lines)
    let most = max(0, lines - height)
    var offset = ScrollOffset(detailTop)
    _ = offset.move(by: command, height: height, most: most)
    detailTop = offset.top
  }
}
