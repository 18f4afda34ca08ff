/// What a key can ask for: the whole vocabulary between keys and state.
package enum Command: Sendable, Hashable, CaseIterable {
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
  case toggleMouse, search
  case help, redraw, suspend, quit, interrupt

  /// Whether it is about the terminal, and so does the same whatever is open, typed or asked.
  var isAboutTerminal: Bool { self == .suspend || self == .redraw }
}
