import Batches

/// Writes rows to files, one at a time, beside what goes on on the screen.
@MainActor
final class RowSaver {
  private let files: any FileStore
  private var task: Task<Void, Never>?

  /// Rows between two looks at whether anybody still wants the file.
  private nonisolated static let rowsAtOnce = 500
  /// Rows between two reports.
  private nonisolated static let rowsPerReport = 5_000

  init(files: any FileStore) {
    self.files = files
  }

  /// - Parameter report: hears of progress, and of the outcome in any case.
  func save(
    _ request: SaveRequest, number: Int, report: @escaping @MainActor (Event) -> Void
  ) {
    let files = files
    task = Task {
      let outcome = await Self.write(request, to: files) { rows in
        await report(.saving(number: number, rows: rows))
      }
      report(.saved(number: number, outcome))
    }
  }

  /// Looks how a path may go on.
  func complete(_ path: String, report: @escaping @MainActor (Event) -> Void) {
    let files = files
    Task { report(.completed(path: path, await Self.completions(of: path, in: files))) }
  }

  @concurrent
  nonisolated private static func completions(
    of path: String, in files: any FileStore
  ) async -> PathCompletions {
    files.completions(of: path)
  }

  func cancel() { task?.cancel() }

  /// The program ends: what is not complete goes.
  func stop() {
    cancel()
    files.removeUnfinished()
  }

  @concurrent
  nonisolated private static func write(
    _ request: SaveRequest, to files: any FileStore,
    progress: @escaping @Sendable (Int) async -> Void
  ) async -> SaveOutcome {
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
        if end.isMultiple(of: rowsPerReport) { await progress(end) }
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
