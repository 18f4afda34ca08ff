import Batches

/// Writes files in the background, one at a time.
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

  /// - Parameter results: of the batch that is open, for what is saved of it.
  func save(_ job: Numbered<SaveRequest>, of results: ResultsReader?) {
    let (files, inbox, request, number) = (files, inbox, job.work, job.number)
    task = Task {
      let outcome: SaveOutcome
      switch request.content {
      case .rows(let rows):
        outcome = RowSaver.write(rows, request, number: number, to: files, telling: inbox)
      case .results(let subject):
        outcome =
          await results?.save(subject, to: request.target, replacing: request.replaces) {
            inbox.put(.saving(number: number, count: $0))
          } ?? .cancelled
      }
      inbox.put(.saved(number: number, outcome))
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
    _ rows: SavedRows, _ request: SaveRequest, number: Int, to files: any FileStore,
    telling inbox: Inbox<Event>
  ) -> SaveOutcome {
    do throws(SaveFailure) {
      let file = try files.create(request.target.path, replacing: request.replaces)
      defer { file.remove() }
      var writer = BatchWriter(request.target.format.ofRows)
      try file.write(writer.begin())
      let count = rows.count
      for start in stride(from: 0, to: count, by: rowsAtOnce) {
        if Task.isCancelled { return .cancelled }
        let end = min(count, start + rowsAtOnce)
        try file.write(writer.rows((start..<end).compactMap { rows[$0] }))
        if end.isMultiple(of: rowsPerReport) { inbox.put(.saving(number: number, count: end)) }
      }
      try file.write(writer.end())
      if Task.isCancelled { return .cancelled }
      try file.finish()
      return .saved(path: file.path, count: count)
    } catch {
      return .failed(error)
    }
  }
}
