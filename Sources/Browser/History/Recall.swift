import BatchInsight
import BatchStore
import Batches

/// How much of the list is from earlier runs, and what has happened since. Moments are seconds since 1970.
struct Recall: Sendable {
  enum Phase: Sendable, Hashable {
    /// Nothing is from earlier runs, or it was read again.
    case none
    /// Rows are still being taken from the history.
    case reading
    /// They are all there, and were not compared with the server's yet.
    case outdated
  }

  /// What has become of the batches since the user last looked.
  struct News: Sendable, Hashable {
    var added = 0
    /// With those that failed.
    var ended = 0
    var failed = 0
    /// Changed otherwise.
    var moved = 0
    /// No longer on the server.
    var gone = 0
  }

  private(set) var phase = Phase.none
  /// When this run began; what was read before is from an earlier one.
  private(set) var startedAt = 0.0
  /// When a row was last read in an earlier run; nil without any.
  private(set) var asOf: Int?
  private(set) var news = News()
  /// The row that the user left, until it comes.
  private(set) var awaitedSelection: String?
  private(set) var gone = GoneBatches()
  private var entries = JobNumbers()
}

extension Recall {
  var isReading: Bool { phase == .reading }

  /// Whether rows are on screen that may have changed since the last run.
  var isOutdated: Bool { phase != .none }

  /// Whether a row was not read in this run. What had ended no longer changes, so it counts as read once the
  /// head of the list was.
  func isOld(asOf: Double, isActive: Bool) -> Bool {
    startedAt > asOf && (isOutdated || isActive)
  }

  /// A row of an earlier run. When that was is not known where the clock was set back since.
  func old(_ row: BatchRow) -> BatchRow {
    row.asOf < startedAt ? row : BatchRow(row.batch, asOf: 0)
  }

  mutating func begin(at now: Double) {
    startedAt = now
    phase = .reading
  }

  /// - Parameter id: of the row that the user left; nil for none.
  mutating func awaitSelection(of id: String?) { awaitedSelection = id }

  mutating func add(_ rows: RecalledRows) {
    let latest = rows.rows.lazy.map { Int($0.asOf) }.max()
    asOf = [asOf, latest].compactMap(\.self).max()
    guard rows.isLast else { return }
    phase = asOf == nil ? .none : .outdated
  }

  /// The user has moved, or the row has come.
  mutating func forgetSelection() { awaitedSelection = nil }

  /// Counts changes until the rows are up to date.
  mutating func count(_ changes: ListChanges, news batches: [Batch]) {
    guard isOutdated else { return }
    news.added += batches.count
    news.gone += changes.removed.count
    for change in changes.noticed {
      guard change.before.isActive && !change.after.isActive else {
        news.moved += 1
        continue
      }
      news.ended += 1
      if change.after.status.meaning == .failed { news.failed += 1 }
    }
  }

  /// The head of the list was read.
  mutating func noteRefreshed() { if phase == .outdated { phase = .none } }

  mutating func nextEntry() -> Int { entries.next() }
}

// MARK: Batches that are gone

extension Recall {
  /// See `GoneBatches`.
  mutating func askForGone(isWanted: Bool) -> Bool { gone.ask(isWanted: isWanted) }

  mutating func receive(gone rows: GoneRows) { gone.receive(rows) }

  mutating func noteRemoved() { gone.noteRemoved() }

  /// - Parameter selection: where the cursor is in the list, which gives way to those that are gone.
  mutating func leaveForGone(_ selection: Selection) { gone.leave(selection) }
}
