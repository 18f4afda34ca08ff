import Batches

/// Which of the loaded rows are problems: their number, and the way from one to the next.
extension BrowserState {
  func isProblem(_ batch: Batch) -> Bool {
    Tab.problems.contains(batch, verdict: Verdict.of(batch, now: second, norms: norms))
  }

  /// Counts the problems if there may be another number of them.
  mutating func countProblems() {
    if let moment = problems.changesAt, moment <= second { problems.isDue = true }
    guard problems.isDue else { return }
    // Held back where counting would take long and pages come in quick succession.
    if tally.tabs.livingCount > ProblemCount.rowsAtOnce, problems.countedAt == second { return }
    problems = ProblemCount(
      count: tally.tabs.count(of: .problems, now: second, norms: norms),
      changesAt: tally.tabs.nextProblem(after: second, norms: norms), countedAt: second)
  }

  /// Loaded rows that a tab has.
  func count(of tab: Tab) -> Int {
    tab == .problems ? problems.count : tally.tabs.count(of: tab, now: second, norms: norms)
  }

  // MARK: From one to the next

  /// Rows that are looked at one by one, before all problems that are known are.
  private static let rowsLookedAt = 1000

  mutating func goToProblem(forward: Bool) {
    guard let index = cursorIndex else { return }
    if let place = nextProblem(from: index, forward: forward) {
      moveCursor(to: place)
    } else {
      let direction = forward ? "below" : "above"
      let isMore = forward && tail.coverage == .more
      message = Message(
        "no problem \(direction)" + (isMore ? " among what is loaded; G reads on" : ""))
    }
  }

  private func nextProblem(from index: Int, forward: Bool) -> Int? {
    let step = forward ? 1 : -1
    var place = index + step
    for _ in 0..<Self.rowsLookedAt {
      guard let row = shownRow(at: place) else { return nil }
      if isProblem(row.batch) { return place }
      place += step
    }
    let living = tally.tabs.livingProblems(now: second, norms: norms)
    let places = [Array(tally.endedProblems), living].joined().lazy.compactMap {
      shownIndex(of: $0)
    }
    return forward ? places.filter { $0 >= place }.min() : places.filter { $0 <= place }.max()
  }
}
