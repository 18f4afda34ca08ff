import BatchResults
import Batches

/// The results that are open, and what was learnt about the files of batches meanwhile.
struct ResultsState: Sendable {
  /// nil while no results are open.
  var open: OpenResults?
  /// Batches of which the server no longer has a result file, as far as it was asked.
  private(set) var lost: Set<BatchID> = []
  /// Numbers of the readers of the files.
  private var sessions = JobNumbers()

  mutating func open(_ batch: Batch, _ files: ResultFiles) -> OpenResults {
    let opened = OpenResults(of: batch, files: files, session: sessions.next())
    open = opened
    return opened
  }

  /// - Returns: the session that has ended; nil where no results were open.
  mutating func close() -> Int? {
    defer { open = nil }
    return open?.session
  }

  /// - Parameter now: seconds since 1970 by our own clock.
  /// - Returns: false for an event of a session that has ended.
  mutating func receive(_ event: ResultsEvent, session: Int, now: Double) -> Bool {
    guard open?.session == session else { return false }
    open?.receive(event, now: now)
    noteLoss(event)
    return true
  }

  private mutating func noteLoss(_ event: ResultsEvent) {
    guard let open, case .progress(let source, let progress) = event,
      open.files.results.contains(source)
    else { return }
    switch progress.phase {
    case .failed(let failure) where failure.kind == .fileGone: lost.insert(open.batch.key)
    case .complete where !open.lacksFile: lost.remove(open.batch.key)
    case .complete, .reading, .waiting, .stopped, .failed: break
    }
  }
}
