import BatchInsight
import Batches

/// The problems among the loaded rows: their number, and the way from one to the next.
extension BrowserState {
  /// Loaded rows that a tab has.
  func count(of tab: Tab) -> Int { statistics.count(of: tab, at: clocks.server.second) }

  // MARK: From one to the next

  /// Moves to the next problem if it is near; otherwise searches in the background.
  mutating func goToProblem(forward: Bool) -> [Effect] {
    guard let index = cursorIndex else { return [] }
    let search = rows.problemSearch(from: index, isForward: forward, in: rowSource)
    let outcome = search.run(mostRows: ProblemSearch.rowsAtOnce)
    guard outcome == .unfinished else {
      goTo(outcome, isForward: forward)
      return []
    }
    say(.searchingProblem)
    return [rows.beginJump(search)]
  }

  /// Applies the result of a search in the background.
  mutating func receive(_ outcome: ProblemSearch.Outcome, number: Int) {
    guard rows.finishJump(number) else { return }
    if message == .searchingProblem { say(nil) }
    goTo(outcome, isForward: rows.jump.isForward)
  }

  private mutating func goTo(_ outcome: ProblemSearch.Outcome, isForward: Bool) {
    switch outcome {
    case .found(let id):
      // Rows may have gone since.
      if let index = shownIndex(of: id) { moveCursor(to: index) }
    case .nothing, .unfinished:
      say(
        .noProblem(
          below: isForward, hasMoreToLoad: isForward && !showsGone && loader.tail.coverage == .more)
      )
    }
  }

  /// What a key does to a search under way: the same key again waits for it, any other one ends it.
  /// - Returns: nil where the key does nothing else.
  mutating func interruptSearch(_ command: Command?) -> [Effect]? {
    guard rows.jump.isUnderWay else { return [] }
    if command == (rows.jump.isForward ? .nextProblem : .previousProblem) {
      say(.searchingProblem)
      return nil
    }
    rows.cancelJump()
    return [.stopSearching]
  }
}
