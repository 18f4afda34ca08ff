import BatchHistory
import Batches

/// Writes the rows that a command reads into the history, and says once where that fails.
struct ListRecorder {
  /// nil where nothing is kept, or nothing can be any more.
  private var history: SQLiteHistory?
  private var reading: HistoryReading?
  private var pending: [Batch] = []
  private var problem: HistoryFailure?

  /// Rows that wait to be written at most: a short list is written after it was printed, a long one must
  /// not fill the memory.
  private static let mostPending = 2000

  /// - Parameter history: nil where nothing is to be kept.
  init(_ history: SQLiteHistory?, after: String?) {
    self.history = history
    let start = after.map { HistoryStart.after(BatchID($0)) } ?? .head
    reading = history?.begin(start, at: SystemClock.second)
  }

  mutating func add(_ batches: [Batch]) {
    guard history != nil else { return }
    pending += batches
    if pending.count >= Self.mostPending { flush() }
  }

  /// Writes what is left.
  /// - Parameter reachedEnd: whether the last row was the last one of the server's list.
  mutating func finish(reachedEnd: Bool) {
    flush()
    if let history, let reading {
      do {
        try history.end(reading, reachedEnd: reachedEnd, at: SystemClock.second)
      } catch {
        problem = error
      }
      history.close()
      history.noteDamage()
    }
    history = nil
    if let problem { StandardError.note("The history was not written, because \(problem.reason)") }
  }

  private mutating func flush() {
    guard let history, var reading, !pending.isEmpty else { return }
    do {
      try history.record(pending, in: &reading, at: SystemClock.second)
      self.reading = reading
    } catch {
      problem = error
      self.history = nil
    }
    pending = []
  }
}

extension SQLiteHistory {
  /// Says so where the file was damaged.
  func noteDamage() {
    guard let damaged else { return }
    StandardError.note(
      "The history was damaged and begins anew; the damaged file is kept as \(damaged)")
  }
}
