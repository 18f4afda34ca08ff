import BatchInsight
import Screen

/// What a key can ask for: the whole vocabulary between keys and state. A further one is a case here, a
/// row of the key table, and a line of what is done.
///
/// The raw value is the name in the configuration. It is documented, so it never changes.
enum Command: String, Sendable, Hashable, CaseIterable {
  case up, down, first, last
  case halfPageDown = "half-page-down"
  case halfPageUp = "half-page-up"
  case pageDown = "page-down"
  case pageUp = "page-up"
  case apiPageForward = "api-page-forward"
  case apiPageBack = "api-page-back"
  case open, back
  case otherPane = "other-pane"
  case detailDown = "detail-down"
  case detailUp = "detail-up"
  case togglePane = "toggle-pane"
  case movePane = "move-pane"
  case growPane = "grow-pane"
  case shrinkPane = "shrink-pane"
  case refresh, reload
  case loadAll = "load-all"
  case pauseAutoRefresh = "pause-auto-refresh"
  case follow
  case changeLog = "change-log"
  case allTab = "tab-all"
  case activeTab = "tab-active"
  case problemsTab = "tab-problems"
  case doneTab = "tab-done"
  case cancelledTab = "tab-cancelled"
  case nextProblem = "next-problem"
  case previousProblem = "previous-problem"
  case chooseSort = "sort"
  case reverseSort = "reverse-sort"
  case chooseColumns = "columns"
  case scrollLeft = "scroll-left"
  case scrollRight = "scroll-right"
  case cycleTimes = "times"
  case gantt
  case fitGantt = "fit-gantt"
  case mark
  case markAll = "mark-all"
  case copyID = "copy-id"
  case chooseCopy = "copy-field"
  case save
  case results
  case cancelBatch = "cancel-batch"
  case switchProfile = "switch-profile"
  case openPage = "open-page"
  case toggleMouse = "mouse"
  case search = "filter"
  case help, redraw, suspend, quit, interrupt
  case yes, no

  /// Where a command has keys. In one context, a key means one thing.
  enum Context: Sendable, Hashable {
    case everywhere
    /// While the foot asks for a yes or no.
    case question
  }

  var context: Context {
    switch self {
    case .yes, .no: .question
    default: .everywhere
    }
  }

  var name: String { rawValue }

  /// Whether it is about the terminal, and so does the same whatever is open, typed or asked.
  var isAboutTerminal: Bool { self == .suspend || self == .redraw }

  /// Whether the program could not be left without a key for it.
  var needsKey: Bool { self == .quit || self == .interrupt }
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
      [.control("f"), .pageDown], .pageDown, .move, "one screen down"),
    Binding([.control("b"), .pageUp], .pageUp, .move, "one screen up"),
    Binding(
      [.character("]"), .character(")")], .apiPageForward, .move, "forward by one page of the API"),
    Binding(
      [.character("["), .character("(")], .apiPageBack, .move, "back by one page of the API"),

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
    Binding([.character("L")], .loadAll, .server, "load the whole list, until it is stopped"),
    Binding(
      [.character("Z")], .pauseAutoRefresh, .server,
      "pause or resume auto-refresh"),
    Binding(
      [.character("F")], .follow, .server,
      "follow this batch, or the marked ones: keep it in view and announce its end"
    ),
    Binding(
      [.character("x")], .cancelBatch, .server,
      "cancel this batch, or the marked ones, after a question; only with --allow-cancel"),
    Binding([.character("b")], .openPage, .server, "open the batch in the provider's console"),
    Binding(
      [.character("@")], .switchProfile, .server,
      "switch to another profile of the configuration file"),
    Binding(
      [.character("e")], .changeLog, .server, "log of what changed while the program ran"),

    Binding(
      [.character("s")], .chooseSort, .view, "sort by a column; the same again reverses",
      hint: "sort"),
    Binding(
      [.character("S")], .reverseSort, .view, "reverse the order of the rows", hint: "reverse"),
    Binding([.character("c")], .chooseColumns, .view, "choose columns and their order"),
    Binding(
      [.character("<"), .character(",")], .scrollLeft, .view,
      "scroll columns left; in the Gantt chart: earlier",
      hint: "earlier, later"),
    Binding(
      [.character(">"), .character(".")], .scrollRight, .view,
      "scroll columns right; in the Gantt chart: later"),
    Binding(
      [.character("/"), .character("f")], .search, .find,
      "filter the rows while typing; in this help, search", hint: "filter"),
    Binding([.character("n")], .nextProblem, .find, "next problem"),
    Binding([.character("N")], .previousProblem, .find, "previous problem"),
    Binding([.character("1"), .function(2)], .allTab, .find, "all loaded batches"),
    Binding([.character("2"), .function(3)], .activeTab, .find, "active batches"),
    Binding(
      [.character("3"), .function(4)], .problemsTab, .find,
      "problems: failed, expired, with failures, without output, overdue, stuck"),
    Binding([.character("4"), .function(5)], .doneTab, .find, "completed"),
    Binding([.character("5"), .function(6)], .cancelledTab, .find, "cancelled"),

    Binding(
      [.character("t")], .cycleTimes, .view, "times: relative, local, UTC", hint: "times"),
    Binding(
      [.character("v")], .gantt, .view,
      "Gantt chart: all shown batches on one time axis; again for the list"),
    Binding(
      [.character("0")], .fitGantt, .view, "Gantt chart: fit what is on screen", hint: "fit"),
    Binding([.character("m")], .toggleMouse, .view, "mouse on or off"),
    Binding([.control("l")], .redraw, .view, "redraw the screen"),

    Binding(
      [.character(" ")], .mark, .copy,
      "mark the batch and go down; in texts, one screen down", hint: "mark"),
    Binding([.character("*")], .markAll, .copy, "mark all batches that are shown; again: none"),
    Binding(
      [.character("y")], .copyID, .copy, "copy the id; of marked batches, all ids", hint: "copy id"),
    Binding([.character("Y")], .chooseCopy, .copy, "choose a field to copy"),
    Binding(
      [.character("w"), .control("s")], .save, .copy,
      "save the rows, or the marked ones, to a file as JSON, JSON lines or CSV"),

    Binding([.character("?"), .function(1)], .help, .program, "these keys", hint: "help"),
    Binding([.control("z")], .suspend, .program, "suspend"),
    Binding(
      [.character("q"), .function(10)], .quit, .program, "close what is open, or quit", hint: "quit"
    ),
    Binding([.control("c")], .interrupt, .program, "cancel what is running, or quit"),
    Binding([.character("y"), .character("Y")], .yes, .question, "yes"),
    Binding(
      [.character("n"), .character("N")], .no, .question, "no; so does what closes or quits"),
  ])
}

extension Tab {
  /// What chooses it.
  var command: Command {
    switch self {
    case .all: .allTab
    case .active: .activeTab
    case .problems: .problemsTab
    case .done: .doneTab
    case .cancelled: .cancelledTab
    }
  }
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
    case .mark: if screen.focus == .detail { scrollDetail(.pageDown) } else { toggleMark() }
    case .markAll: toggleAllMarks()
    case .copyID: return copyID()
    case .chooseCopy: openCopyMenu()
    case .save: askSavePath()
    case .results: return openResults()
    case .cancelBatch: askCancel()
    case .switchProfile: askProfile()
    case .openPage: return openPage()
    case .search: openFilter()
    case .nextProblem, .previousProblem:
      return goToProblem(forward: command == .nextProblem)
    case .allTab: return choose(.all)
    case .activeTab: return choose(.active)
    case .problemsTab: return choose(.problems)
    case .doneTab: return choose(.done)
    case .cancelledTab: return choose(.cancelled)
    case .quit, .interrupt, .suspend, .redraw, .cycleTimes, .toggleMouse, .yes, .no: break
    }
    return []
  }
}
