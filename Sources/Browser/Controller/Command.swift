import BatchInsight
import Screen

/// What a key can ask for: the whole vocabulary between keys and state. A further one is a case here, a
/// row of the key table, and a line of what is done.
enum Command: Sendable, Hashable, CaseIterable {
  case up, down, first, last
  case halfPageDown, halfPageUp, pageDown, pageUp
  case apiPageForward, apiPageBack
  case open, back, otherPane, detailDown, detailUp
  case togglePane, movePane, growPane, shrinkPane
  case refresh, reload, loadAll, pauseAutoRefresh
  case follow, changeLog
  case allTab, activeTab, problemsTab, doneTab, cancelledTab
  case nextProblem, previousProblem
  case chooseSort, reverseSort
  case chooseColumns, scrollLeft, scrollRight
  case cycleTimes
  case gantt, fitGantt
  case copyID, chooseCopy, save
  case results, cancelBatch
  case toggleMouse, search
  case help, redraw, suspend, quit, interrupt

  /// Whether it is about the terminal, and so does the same whatever is open, typed or asked.
  var isAboutTerminal: Bool { self == .suspend || self == .redraw }
}

extension Keymap {
  package static let standard = Keymap([
    Binding([.character("j"), .down], .down, .move, "one row down", hint: "down"),
    Binding([.character("k"), .up], .up, .move, "one row up", hint: "up"),
    Binding([.character("g"), .home], .first, .move, "first row"),
    Binding(
      [.character("G"), .end], .last, .move, "last loaded row; loads more"),
    Binding([.control("d")], .halfPageDown, .move, "half a screen down"),
    Binding([.control("u")], .halfPageUp, .move, "half a screen up"),
    Binding(
      [.control("f"), .pageDown, .character(" ")], .pageDown, .move, "one screen down"),
    Binding([.control("b"), .pageUp], .pageUp, .move, "one screen up"),
    Binding([.character("]")], .apiPageForward, .move, "forward by one page of the API"),
    Binding([.character("[")], .apiPageBack, .move, "back by one page of the API"),

    Binding(
      [.enter, .character("l"), .right], .open, .detail, "to the details", hint: "detail"),
    Binding(
      [.escape, .character("h"), .left], .back, .detail, "back one step; never quits",
      hint: "back"),
    Binding(
      [.character("o")], .results, .detail,
      "results of the batch: failures by cause, output, missing requests", hint: "results"),
    Binding([.tab, .backTab], .otherPane, .detail, "to the other pane"),
    Binding(
      [.character("J")], .detailDown, .detail, "scroll the detail down from the list",
      hint: "scroll"),
    Binding([.character("K")], .detailUp, .detail, "scroll the detail up from the list"),
    Binding([.character("p")], .togglePane, .detail, "detail pane on or off"),
    Binding([.character("P")], .movePane, .detail, "detail pane beside or below the list"),
    Binding(
      [.character("+"), .character("=")], .growPane, .detail,
      "larger detail pane; Gantt chart: zoom in",
      hint: "zoom"),
    Binding(
      [.character("-"), .character("_")], .shrinkPane, .detail,
      "smaller detail pane; Gantt chart: zoom out"),

    Binding(
      [.character("r"), .control("r")], .refresh, .server,
      "refresh new rows, rows on screen and active ones; retry after an error",
      hint: "refresh"),
    Binding(
      [.character("R")], .reload, .server, "reload everything that is loaded"),
    Binding([.character("L")], .loadAll, .server, "load the whole list; ^C stops"),
    Binding(
      [.character("Z")], .pauseAutoRefresh, .server,
      "pause or resume auto-refresh"),
    Binding(
      [.character("F")], .follow, .server, "follow this batch: keep it in view and announce its end"
    ),
    Binding(
      [.character("x")], .cancelBatch, .server,
      "cancel this batch, after a question; only with --allow-cancel"),
    Binding(
      [.character("e")], .changeLog, .server, "log of what changed while the program ran"),

    Binding(
      [.character("s")], .chooseSort, .view, "sort by a column; the same again reverses",
      hint: "sort"),
    Binding(
      [.character("S")], .reverseSort, .view, "reverse the order of the rows", hint: "reverse"),
    Binding([.character("c")], .chooseColumns, .view, "choose columns and their order"),
    Binding(
      [.character("<")], .scrollLeft, .view, "scroll columns left; in the Gantt chart: earlier",
      hint: "earlier, later"),
    Binding(
      [.character(">")], .scrollRight, .view, "scroll columns right; in the Gantt chart: later"),
    Binding(
      [.character("/")], .search, .find,
      "filter the rows while typing; in this help, search", hint: "filter"),
    Binding([.character("n")], .nextProblem, .find, "next problem"),
    Binding([.character("N")], .previousProblem, .find, "previous problem"),
    Binding([.character("1")], .allTab, .find, "all loaded batches"),
    Binding([.character("2")], .activeTab, .find, "active batches"),
    Binding(
      [.character("3")], .problemsTab, .find,
      "problems: failed, expired, with failures, without output, overdue, stuck"),
    Binding([.character("4")], .doneTab, .find, "completed"),
    Binding([.character("5")], .cancelledTab, .find, "cancelled"),

    Binding(
      [.character("t")], .cycleTimes, .view, "times: relative, local, UTC", hint: "times"),
    Binding(
      [.character("v")], .gantt, .view,
      "Gantt chart: all shown batches on one time axis; again for the list"),
    Binding(
      [.character("0")], .fitGantt, .view, "Gantt chart: fit what is on screen", hint: "fit"),
    Binding([.character("m")], .toggleMouse, .view, "mouse on or off"),
    Binding([.control("l")], .redraw, .view, "redraw the screen"),

    Binding([.character("y")], .copyID, .copy, "copy the id", hint: "copy id"),
    Binding([.character("Y")], .chooseCopy, .copy, "choose a field to copy"),
    Binding(
      [.character("w"), .control("s")], .save, .copy,
      "save the rows to a file as JSON, JSON lines or CSV"),

    Binding([.character("?"), .function(1)], .help, .program, "these keys", hint: "help"),
    Binding([.control("z")], .suspend, .program, "suspend"),
    Binding([.character("q")], .quit, .program, "close what is open, or quit", hint: "quit"),
    Binding([.control("c")], .interrupt, .program, "cancel what is running, or quit"),
  ])
}

extension BrowserState {
  /// Carries out a command on list and detail, with nothing over them.
  mutating func performOnPanes(_ command: Command) -> [Effect] {
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
    case .results: return openResults()
    case .cancelBatch: askCancel()
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
}
