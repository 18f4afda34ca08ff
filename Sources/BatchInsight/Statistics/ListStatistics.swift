import BatchStore
import Batches

/// What is counted and learnt from the loaded rows, kept up to date as they come, change and go: a row
/// costs a constant time, however many are loaded.
package struct ListStatistics: Sendable {
  package private(set) var tabs = TabCounts()
  package private(set) var statuses = StatusCounts()
  /// When the loaded batches finished.
  package private(set) var finishes = FinishHistogram()
  /// How far the batches were that have not finished, at each refresh.
  package private(set) var progress = ProgressLog()
  package private(set) var problems = ProblemCount()
  /// How long a phase usually takes, from the loaded batches of the last days.
  package private(set) var baselines = PhaseBaselines.none
  private var medians = PhaseMedians()
  /// From when on batches count for what is usual, and looks for a pace, in seconds since 1970. It stays, so that
  /// what was counted in can be counted out.
  private let since: Int

  /// - Parameter now: seconds since 1970.
  package init(now: Int) { since = now.minusSaturating(PhaseNorm.days * 86_400) }

  /// Takes changes of the list into account.
  /// - Parameter list: with the changes.
  package mutating func apply(_ changes: ListChanges, to list: BatchList) {
    watchProgress(changes, in: list)
    for batch in changes.removed { remove(batch) }
    for batch in changes.added { add(batch) }
    // A row may have come and changed at once.
    for change in changes.changed {
      remove(change.before)
      add(change.after)
    }
    baselines = medians.baselines
    problems.isDue = true
  }

  private mutating func add(_ batch: Batch) {
    tabs.add(batch)
    statuses.count(batch, by: 1)
    if isRecent(batch) { medians.add(batch) }
    finishes.add(batch)
  }

  private mutating func remove(_ batch: Batch) {
    tabs.remove(batch)
    statuses.count(batch, by: -1)
    if isRecent(batch) { medians.remove(batch) }
    finishes.remove(batch)
  }

  private func isRecent(_ batch: Batch) -> Bool {
    (batch.times[.created] ?? batch.endedAt ?? since) >= since
  }

  private mutating func watchProgress(_ changes: ListChanges, in list: BatchList) {
    // Nearly all have finished before they are first seen, and have no history.
    for batch in changes.added where !batch.hasEnded { watchProgress(of: batch, in: list) }
    for change in changes.changed { watchProgress(of: change.after, in: list) }
    for batch in changes.removed { progress.forget(batch.id) }
  }

  private mutating func watchProgress(of batch: Batch, in list: BatchList) {
    // The row says when it was requested.
    guard !batch.hasEnded, let row = list.row(batch.id) else { return progress.forget(batch.id) }
    // Of a row of an earlier run it may not be known when it was read, either.
    if row.asOf >= Double(since) { progress.record(row) }
  }

  // MARK: Problems

  /// Counts the problems if there may be another number of them.
  /// - Parameter second: seconds since 1970 by the server's clock.
  package mutating func countProblems(at second: Int) {
    if let change = problems.changesAt, change <= second { problems.isDue = true }
    guard problems.isDue else { return }
    // Held back where counting would take long and pages come in quick succession.
    if tabs.livingCount > ProblemCount.rowsAtOnce, problems.countedAt == second { return }
    problems = ProblemCount(
      count: tabs.count(of: .problems, now: second, baselines: baselines),
      changesAt: tabs.nextProblem(after: second, baselines: baselines), countedAt: second)
  }

  /// Loaded rows that a tab has.
  /// - Parameter second: seconds since 1970 by the server's clock.
  package func count(of tab: Tab, at second: Int) -> Int {
    tab == .problems ? problems.count : tabs.count(of: tab, now: second, baselines: baselines)
  }
}
