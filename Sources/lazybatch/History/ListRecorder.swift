import BatchHistory
import Batches

/// Writes the rows that a command reads into the history, and reports the first failure.
struct ListRecorder {
  /// nil where nothing is kept, or writing has failed.
  private var history: SQLiteHistory?
  private var reading: HistoryReading?
  private var pending: [Batch] = []
  /// Whether nothing has come yet of a reading of the whole list.
  private var isEmpty: Bool
  private var problem: HistoryFailure?

  /// The most rows that wait to be written: a short list is written once it is printed, a long one must
  /// not fill the memory.
  private static let mostPending = 2000

  /// - Parameter history: nil where nothing is to be kept.
  init(_ history: SQLiteHistory?, after: String?) {
    self.history = history
    isEmpty = after == nil
    let start = after.map { HistoryStart.after(BatchID($0)) } ?? .head
    reading = history?.begin(start, at: SystemClock.second)
  }

  mutating func add(_ batches: [Batch]) {
    guard history != nil else { return }
    if !batches.isEmpty { isEmpty = false }
    pending += batches
    if pending.count >= Self.mostPending { flush() }
  }

  /// Writes what is left.
  /// - Parameter reachedEnd: whether the last row was the last one of the server's list.
  mutating func finish(reachedEnd: Bool) {
    flush()
    if let history, let reading {
      do {
        if reachedEnd, isEmpty, try history.doubtsEmptiness(at: SystemClock.second) {
          StandardError.note("The list may be incomplete: \(Self.doubt)")
        } else {
          try history.end(reading, reachedEnd: reachedEnd, at: SystemClock.second)
        }
      } catch {
        problem = error
      }
      history.close()
      history.noteDamage()
    }
    history = nil
    if let problem { StandardError.note("The history was not written, because \(problem.reason)") }
  }

  /// Why an empty list is not believed.
  static let doubt =
    "the server lists no batches now; those that were known are taken for gone if it says so again"

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
  /// Reports a damaged file.
  func noteDamage() {
    guard let damaged else { return }
    StandardError.note(
      "The history was damaged and starts from scratch; the damaged file is kept as \(damaged)")
  }
}
