import BatchHistory
import BatchInsight
import BatchListing
import BatchPresentation
import Batches
import Browser
import Glibc
import Screen

/// The settings of `lazybatch list`.
struct ListSettings: Sendable, Hashable {
  var output = OutputFormat.table
  /// Batches to print at most; nil for the default.
  var limit: Int?
  var all = false
  /// The id after which to start.
  var after: String?
  /// A filter as in the browser, in as many words as the shell made of it.
  var filter: [String] = []
  /// Names of fields, with commas between them; nil for those that are usual.
  var fields: String?
  /// A column, with `-` before it for the other direction; nil for the server's own order.
  var sort: String?
  /// Whether to print what was read before, without a request.
  var fromHistory = false
  /// Whether to read only what may have changed, and to print the rest from the history.
  var incremental = false
  /// Whether the schema is printed, and no batch.
  var schema = false
  var history = HistorySettings()
  var server = ServerSettings()
  var appearance = AppearanceSettings()
  /// Those whose lists are merged, each with its profile; empty for the one of `server`.
  var accounts: [ServerSettings] = []

  /// Why they are invalid, as a sentence; nil where they are valid.
  var problem: String? {
    if let limit, limit < 1 { return "--limit must be 1 or more, not \(limit)." }
    if all, limit != nil { return "Give --limit or --all, not both." }
    if after == "" { return "--after needs the id of a batch." }
    if let problem = fields.flatMap(Self.problem(inFields:)) { return problem }
    if let sort, SortOrder(named: sort) == nil {
      let columns = ListColumn.allCases.map(\.name).joined(separator: ", ")
      return "--sort: there is no column \"\(sort)\". Columns: \(columns)."
    }
    if schema, output.schemaFormat == nil { return JSONShape.noSchema }
    if fromHistory, history.isOff { return "Give --from-history or --no-history, not both." }
    if incremental {
      if !all { return "--incremental brings the whole list up to date: give --all, too." }
      if after != nil || fromHistory || history.isOff {
        return "--incremental cannot be combined with --after, --from-history or --no-history."
      }
    }
    if server.namesProfiles, after != nil || fromHistory || incremental {
      return "--after, --from-history and --incremental are for one profile."
    }
    return history.problem ?? server.problem
  }
}

extension ListSettings {
  /// What is printed, for its schema; nil where none is wanted.
  fileprivate var schemaShape: JSONShape? {
    guard schema else { return nil }
    let record = reportFields.map { $0.map(\.recordField).shape } ?? BatchJSON.shape
    return output.schemaFormat?.shape(of: record)
  }

  private static func problem(inFields text: String) -> String? {
    do {
      _ = try ReportField.list(text)
      return nil
    } catch {
      if error.isRepeated { return "--fields: \"\(error.name)\" is there twice." }
      let names = (ReportField.names + ["metadata.KEY"]).joined(separator: ", ")
      return error.name.isEmpty
        ? "--fields: a name is missing in \"\(text)\". Fields: \(names)."
        : "--fields: there is no field \"\(error.name)\". Fields: \(names)."
    }
  }

  /// The fields to print; nil for those that are usual in the format.
  var reportFields: [ReportField]? { fields.flatMap { try? ReportField.list($0) } }

  /// nil where nothing that is printed comes from the profile.
  fileprivate var marks: ProfileMarks? {
    guard let fields = reportFields, fields.contains(where: \.isOfProfile) else { return nil }
    return server.profile.map { ProfileMarks($0, fields: fields) }
  }

  func tableSettings(_ environment: [String: String]) throws -> ListOutput.TableSettings {
    ListOutput.TableSettings(
      style: try appearance.textOutputStyle(environment: environment),
      zone: LocalZone(environment: environment).rules,
      now: SystemClock.second, columns: StandardOutput.columns)
  }

  /// - Throws: `Failure.usage` where the filter cannot be read.
  func query(zone: @autoclosure () -> ZoneRules) throws(Failure) -> ViewQuery {
    var query = ViewQuery()
    query.filter = try Filter(reading: filter, fromHistory: fromHistory, zone: zone())
    query.order = sort.flatMap { SortOrder(named: $0) } ?? .server
    return query
  }
}

/// Prints the list, page by page as it arrives.
struct ListRun: Sendable {
  private let settings: ListSettings

  init(_ settings: ListSettings) { self.settings = settings }

  private static let usualLimit = 100

  /// - Returns: the exit status.
  func run() async -> Int32 {
    if let shape = settings.schemaShape { return await shape.printSchema() }
    if !settings.accounts.isEmpty { return await MergedListRun(settings, limit: limit).run() }
    if settings.fromHistory { return await printHistory() }
    return await settings.server.run(notesZone: settings.output == .table) { environment in
      try settings.query(zone: LocalZone(environment: environment).rules)
    } _: { server, query, environment in
      let outcome = try await Interruption.cancelling { () -> Outcome? in
        if let news = try await news(from: server, environment: environment) {
          return try await print(news, query, environment: environment)
        }
        return try await print(query, from: server, environment: environment)
      }
      if let outcome { try report(outcome) }
      return 0
    }
  }

  /// Whether the batch to start after may exist: many servers answer an unknown cursor with an
  /// empty page or with the head of the list.
  private func mayStart(on server: Server, environment: [String: String]) async throws -> Bool {
    guard let after = settings.after, server.service.continuesAnywhere else { return true }
    let finding = try await server.find(
      after, pageSize: settings.server.pageSize, environment: environment)
    // A failure is left to the list, which may work.
    if case .unknown = finding { return false }
    return true
  }

  private func unknownStart(_ after: String) -> Failure {
    .noInput("There is no batch \(after) to start after")
  }

  /// What was printed, and how reading ended.
  private struct Outcome: Sendable {
    var result: ListingResult
    /// Rows that were printed.
    var rows: Int
    /// Whether others were not, since the limit was reached.
    var isCut: Bool
  }

  /// Thrown to stop reading once the limit is reached.
  private struct Full: Error {}

  /// - Returns: nil when the reader closed the pipe.
  private func print(
    _ query: ViewQuery, from server: Server, environment: [String: String]
  ) async throws -> Outcome? {
    guard try await mayStart(on: server, environment: environment) else {
      var list = try output(environment)
      try list.end()
      throw unknownStart(settings.after ?? "")
    }
    var recorder = ListRecorder(
      server.history(settings.history, environment: environment),
      after: settings.after)
    var reachedEnd = false
    defer { recorder.finish(reachedEnd: reachedEnd) }
    let outcome = try await print(query, environment: environment) { request, handle in
      let result = try await BatchReader(service: server.service).list(request) { event in
        server.logger?.note(event)
        if case .rows(let rows) = event { recorder.add(rows) }
        try handle(event)
      }
      reachedEnd = result.end == .complete
      return result
    }
    return outcome
  }

  /// Prints the rows that a source delivers.
  /// - Parameter read: reads what a request asks for, until `handle` throws.
  /// - Returns: nil when the reader closed the pipe.
  private func print(
    _ query: ViewQuery, environment: [String: String],
    isolation: isolated (any Actor)? = #isolation,
    from read: (
      _ request: ListingRequest, _ handle: (BatchReader.Event) throws -> Void
    ) async throws -> ListingResult
  ) async throws -> Outcome? {
    var selection = ListSelection(
      query: query, fields: settings.reportFields, limit: limit, now: SystemClock.now)
    let output = StandardOutput()
    var list = try self.output(environment)
    var progress = ProgressLine(environment: environment)
    defer { progress.clear() }
    let marks = settings.marks
    func write(_ rows: [Batch]) throws {
      guard !rows.isEmpty else { return }
      progress.clear()
      let rows = marks.map { rows.map($0.marking) } ?? rows
      try list.write(rows, now: selection.now, baselines: selection.baselines)
    }
    do {
      var rowsRead = 0
      var result = ListingResult(end: .limitReached)
      do {
        result = try await read(request(for: selection)) { event in
          switch event {
          case .rows(let rows):
            rowsRead += rows.count
            try write(selection.add(rows, now: SystemClock.now))
            if selection.isFull, !selection.isPlain { throw Full() }
          case .asking, .waiting:
            try output.checkReader()
            progress.show(event)
          }
        }
      } catch is Full {
        result.rows = rowsRead
      }
      try write(selection.finish())
      progress.clear()
      try list.end()
      return Outcome(result: result, rows: selection.count, isCut: selection.isCut)
    } catch is StandardOutput.Closed {
      return nil
    }
  }

  private func output(_ environment: [String: String]) throws -> ListOutput {
    try ListOutput(
      settings.output, fields: settings.reportFields, table: settings.tableSettings(environment),
      to: StandardOutput())
  }

  /// Rows to print at most; nil for all of them.
  private var limit: Int? { settings.all ? nil : settings.limit ?? Self.usualLimit }

  private func request(for selection: ListSelection) -> ListingRequest {
    ListingRequest(
      after: settings.after, pageSize: settings.server.pageSize,
      limit: selection.isPlain ? limit : nil)
  }

  // MARK: The history

  /// A history that was brought up to date.
  private struct News {
    var history: SQLiteHistory
    var end: ListingResult.End
    var rowsRead: Int
  }

  /// Reads what may have changed since the history was written.
  /// - Returns: nil where all of the list has to be read.
  private func news(
    from server: Server, environment: [String: String]
  ) async throws -> News? {
    guard settings.incremental,
      let history = server.history(settings.history, environment: environment)
    else { return nil }
    var catchUp = CatchUp(server, history, pageSize: settings.server.pageSize)
    var progress = ProgressLine(environment: environment)
    defer { progress.clear() }
    do {
      guard try history.coverage().headReadAt != nil else { return nil }
      let end = try await catchUp.run { progress.show($0) }
      // The file may have been removed meanwhile.
      if end.isWhole, try !history.coverage().isComplete { return nil }
      return News(history: history, end: end, rowsRead: catchUp.rows)
    } catch is HistoryFailure {
      // Reading the whole list says why it cannot be written.
      return nil
    }
  }

  /// - Returns: nil when the reader closed the pipe.
  private func print(
    _ news: News, _ query: ViewQuery, environment: [String: String]
  ) async throws -> Outcome? {
    defer {
      news.history.close()
      news.history.noteDamage()
    }
    if case .failed(let failure) = news.end {
      var failure = Failure(failure)
      if !failure.sentence.isEmpty {
        failure.sentence += ". `list --from-history` prints what was read before"
      }
      throw failure
    }
    guard
      var outcome = try await print(
        query, environment: environment, from: { try news.history.list($0, $1) })
    else { return nil }
    if case .maybeIncomplete = news.end { outcome.result.end = news.end }
    StandardError.note(
      counted(news.rowsRead, "batch was", "batches were") + " read; "
        + (outcome.result.rows > news.rowsRead
          ? "the others had ended when they were read before" : "there are no others"))
    return outcome
  }

  /// Prints what was read before.
  /// - Returns: the exit status.
  private func printHistory() async -> Int32 {
    CrashSignals.endTheProcess()
    return await reportingFailures {
      let environment = ProcessEnvironment.withdrawingKeys(settings.server.secretVariables)
      let zone = LocalZone(environment: environment).rules
      let query = try settings.query(zone: zone)
      if settings.output == .table { StandardError.note(unknownZoneOf: environment) }
      try await settings.server.withHistory(
        settings.history, .reading, environment: environment
      ) { history, _ in
        let coverage = try history.coverage()
        let outcome = try await print(query, environment: environment) { request, handle in
          try history.list(request, gone: query.filter.wantsGone, handle)
        }
        StandardError.note(coverage.ageText(now: SystemClock.second, zone: zone))
        if let outcome { try report(outcome) }
      }
    }
  }

  // MARK: Messages

  private func report(_ outcome: Outcome) throws {
    let result = outcome.result
    try result.reportSkipped()
    switch result.end {
    case .complete:
      if outcome.rows == 0, settings.output == .table { StandardError.note(absence(result)) }
      if outcome.isCut { noteLimit(outcome) }
    case .limitReached: noteLimit(outcome)
    case .maybeIncomplete(let reason):
      StandardError.note("The list may be incomplete: \(reason)")
    case .failed(let failure):
      throw self.failure(failure, after: outcome)
    }
  }

  private func absence(_ result: ListingResult) -> String {
    guard result.rows == 0 else {
      return "None of \(result.rows.grouped) \(result.rows == 1 ? "batch" : "batches") matches"
    }
    return settings.after.map { "There are no batches after \($0)" } ?? "There are no batches"
  }

  /// Says that there are more, unless that is what was asked for.
  private func noteLimit(_ outcome: Outcome) {
    guard settings.limit == nil else { return }
    let more = settings.filter.isEmpty || outcome.isCut ? "are more" : "may be more"
    StandardError.note(
      "Stopped after \(outcome.rows) batches; there \(more) (--all prints them all)")
  }

  private func failure(_ failure: ServiceFailure, after outcome: Outcome) -> Failure {
    if let after = settings.after, outcome.result.rows == 0,
      failure.refusedParameter == .after || failure.saysUnknown(after)
    {
      return unknownStart(after)
    }
    var failure = Failure(failure)
    if outcome.rows > 0, !failure.sentence.isEmpty {
      failure.sentence +=
        outcome.rows == 1
        ? ". The batch before that was printed"
        : ". The \(outcome.rows.grouped) batches before that were printed"
    }
    return failure
  }
}

extension ListingResult {
  /// Says how many elements were skipped.
  /// - Throws: a `Failure` where they were all there is.
  func reportSkipped() throws(Failure) {
    guard skipped > 0 else { return }
    StandardError.note(
      counted(skipped, "element", "elements") + " of the list without an id "
        + (skipped == 1 ? "was" : "were") + " skipped")
    if rows == 0, end == .complete {
      throw .unavailable("This is not a list of batches: none of its elements has an id")
    }
  }
}
