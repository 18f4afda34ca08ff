import BatchInsight
import BatchListing
import BatchPresentation
import Batches
import Browser
import Glibc

/// `lazybatch list --profile a,b`: prints the lists of several accounts as one, the newest batch first, each
/// with the field `profile`.
///
/// What is usual in an organisation decides about verdicts, so each account selects its rows by itself.
struct MergedListRun: Sendable {
  private let settings: ListSettings
  /// Rows to print at most; nil for all of them.
  private let limit: Int?

  init(_ settings: ListSettings, limit: Int?) {
    self.settings = settings
    self.limit = limit
  }

  /// A row with what it is judged by in its account.
  private struct Row: Sendable {
    var batch: Batch
    var profile: String
    var now: Int
    var baselines: PhaseBaselines
  }

  /// - Returns: the exit status: that of the last account that failed.
  func run() async -> Int32 {
    CrashSignals.endTheProcess()
    var status: Int32 = 0
    let failure = await reportingFailures {
      let environment = ProcessEnvironment.withdrawingKeys(settings.server.secretVariables)
      let query = try settings.query(zone: LocalZone(environment: environment).rules)
      var rows: [Row] = []
      (rows, status) = try await Interruption.cancelling {
        var rows: [Row] = []
        var status: Int32 = 0
        for account in settings.accounts {
          let read = try await accountRows(account, query, environment: environment)
          rows += read.rows
          if let failure = read.failure {
            StandardError.note("\(account.profile?.name ?? ""): \(failure.sentence)")
            status = failure.status
          }
        }
        return (rows, status)
      }
      try print(arranged(rows, query), environment: environment)
    }
    return failure == 0 ? status : failure
  }

  /// - Returns: what was read before it failed, too.
  private func accountRows(
    _ account: ServerSettings, _ query: ViewQuery, environment: [String: String]
  ) async throws -> (rows: [Row], failure: Failure?) {
    let name = account.profile?.name ?? ""
    let marks = account.profile.map { ProfileMarks($0, fields: settings.reportFields) }
    var rows: [Row] = []
    var progress = ProgressLine(environment: environment)
    defer { progress.clear() }
    do {
      let plan = try ServerPlan(account, environment: environment)
      try await plan.withServer(account, environment: environment) { server in
        var selection = ListSelection(
          query: query, fields: settings.reportFields, limit: limit, now: SystemClock.now)
        var recorder = ListRecorder(
          server.history(settings.history, environment: environment), after: nil)
        var reachedEnd = false
        defer { recorder.finish(reachedEnd: reachedEnd) }
        func take(_ batches: [Batch]) {
          rows += batches.map {
            Row(
              batch: marks?.marking($0) ?? $0, profile: name, now: selection.now,
              baselines: selection.baselines)
          }
        }
        struct Full: Error {}
        do {
          let request = ListingRequest(
            pageSize: account.pageSize, limit: selection.isPlain ? limit : nil)
          let result = try await BatchReader(service: server.service).list(request) { event in
            server.logger?.note(event)
            progress.show(event)
            guard case .rows(let batches) = event else { return }
            recorder.add(batches)
            take(selection.add(batches, now: SystemClock.now))
            if selection.isFull, !selection.isPlain { throw Full() }
          }
          reachedEnd = result.end == .complete
          progress.clear()
          try result.reportSkipped()
          if case .maybeIncomplete(let reason) = result.end {
            StandardError.note("\(name): the list may be incomplete: \(reason)")
          }
          take(selection.finish())
          if case .failed(let failure) = result.end { throw Failure(failure) }
        } catch is Full {
          take(selection.finish())
        }
      }
      return (rows, nil)
    } catch let failure as Failure where failure != .interrupted {
      return (rows, failure)
    }
  }

  private func arranged(_ rows: [Row], _ query: ViewQuery) -> ArraySlice<Row> {
    let order =
      query.order.column == nil ? SortOrder(column: .created, isDescending: true) : query.order
    let entries = rows.map {
      (row: $0, entry: order.entry(of: $0.batch, now: $0.now, baselines: $0.baselines))
    }
    return entries.sorted { $0.entry.precedes($1.entry, isDescending: order.isDescending) }
      .map(\.row).prefix(limit ?? .max)
  }

  private func print(_ rows: ArraySlice<Row>, environment: [String: String]) throws {
    var list = try ListOutput(
      settings.output, fields: fields, table: settings.tableSettings(environment),
      to: StandardOutput())
    // Rows of one account that follow each other are judged by the same.
    var rest = rows
    while let first = rest.first {
      let run = rest.prefix { $0.profile == first.profile }
      try list.write(run.map(\.batch), now: first.now, baselines: first.baselines)
      rest = rest.dropFirst(run.count)
    }
    try list.end()
  }

  /// JSON has the field beside those of the API; a table and CSV need a column for it.
  private var fields: [ReportField]? {
    if let fields = settings.reportFields { return fields }
    return switch settings.output {
    case .json, .jsonl: nil
    case .table:
      ["profile", "status", "name", "progress", "created_at", "id"].compactMap { ReportField($0) }
    case .csv: (["profile"] + BatchJSON.fields.map(\.name)).compactMap { ReportField($0) }
    }
  }
}
