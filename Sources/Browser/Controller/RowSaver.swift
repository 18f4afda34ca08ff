import Batches

/// Writes rows to files in the background, one file at a time.
final class RowSaver {
  private let files: any FileStore
  private let inbox: Inbox<Event>
  private var task: Task<Void, Never>?

  /// Rows between two checks for cancellation.
  private static let rowsAtOnce = 500
  /// Rows between two reports.
  private static let rowsPerReport = 5_000

  /// - Parameter inbox: receives progress, and the outcome in any case.
  init(files: any FileStore, inbox: Inbox<Event>) {
    self.files = files
    self.inbox = inbox
  }

  func save(_ job: Numbered<SaveRequest>) {
    let (files, inbox) = (files, inbox)
    task = Task {
      let outcome = RowSaver.write(job.work, number: job.number, to: files, telling: inbox)
      inbox.put(.saved(number: job.number, outcome))
    }
  }

  /// Finds the completions of a path.
  func complete(_ path: String) {
    Task { [files, inbox] in
      inbox.put(.completed(path: path, files.completions(of: path)))
    }
  }

  func cancel() { task?.cancel() }

  /// The program ends: what is not complete goes.
  func stop() {
    cancel()
    files.removeUnfinished()
  }

  private static func write(
    _ request: SaveRequest, number: Int, to files: any FileStore, telling inbox: Inbox<Event>
  ) -> SaveOutcome {
    do throws(SaveFailure) {
      let file = try files.create(request.target.path, replacing: request.replaces)
      defer { file.remove() }
      var writer = BatchWriter(request.target.format)
      try file.write(writer.begin())
      let count = request.rows.count
      for start in stride(from: 0, to: count, by: rowsAtOnce) {
        if Task.isCancelled { return .cancelled }
        let end = min(count, start + rowsAtOnce)
        try file.write(writer.rows((start..<end).compactMap { request.rows[$0] }))
        if end.isMultiple(of: rowsPerReport) { inbox.put(.saving(number: number, rows: end)) }
      }
      try file.write(writer.end())
      if Task.isCancelled { return .cancelled }
      try file.finish()
      return .saved(path: file.path)
    } catch {
      return .failed(error)
    }
  }
}
