import Batches

/// The problems among the loaded rows: their number, and the way from one to the next.
extension BrowserState {
  /// Loaded rows that a tab has.
  func count(of tab: Tab) -> Int { statistics.count(of: tab, at: clocks.server.second) }

  /// How long a phase usually takes, from the loaded batches.
  var baselines: PhaseBaselines { statistics.baselines }

  // MARK: From one to the next

  /// The way from the cursor to the next problem.
  var problemSearch: ProblemSearch {
    ProblemSearch(
      list: list, shown: shown, start: cursorIndex ?? -1, isForward: searching.isForward,
      now: clocks.server.second, baselines: baselines)
  }

  /// Moves there if it is near; otherwise searches in the background.
  mutating func goToProblem(forward: Bool) -> [Effect] {
    guard cursorIndex != nil else { return [] }
    searching.isForward = forward
    let outcome = problemSearch.run(mostRows: ProblemSearch.rowsAtOnce)
    guard outcome == .unfinished else {
      goTo(outcome)
      return []
    }
    searching.begun += 1
    searching.number = searching.begun
    message = .searchingProblem
    return [.search(number: searching.begun)]
  }

  /// Applies the result of a search in the background.
  mutating func receive(_ outcome: ProblemSearch.Outcome, number: Int) {
    guard number == searching.number else { return }
    searching.number = nil
    if message == .searchingProblem { message = nil }
    goTo(outcome)
  }

  private mutating func goTo(_ outcome: ProblemSearch.Outcome) {
    switch outcome {
    case .found(let id):
      // Rows may have gone since.
      if let place = shownIndex(of: id) { moveCursor(to: place) }
    case .nothing, .unfinished:
      message = .noProblem(
        below: searching.isForward,
        hasMoreToLoad: searching.isForward && loader.tail.coverage == .more)
    }
  }

  /// What a key does to a search under way: the same key again waits for it, any other one ends it.
  /// - Returns: nil where the key does nothing else.
  mutating func interruptSearch(_ command: Command?) -> [Effect]? {
    guard searching.number != nil else { return [] }
    if command == (searching.isForward ? .nextProblem : .previousProblem) {
      message = .searchingProblem
      return nil
    }
    searching.number = nil
    return [.stopSearching]
  }
}
