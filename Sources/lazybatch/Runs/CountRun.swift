import BatchHistory
import BatchInsight
import BatchListing
import BatchPresentation
import Batches
import Browser

/// The settings of `lazybatch count`.
struct CountSettings: Sendable, Hashable {
  var output = OutputFormat.table
  /// A filter as in the browser, in as many words as the shell made of it.
  var filter: [String] = []
  /// Whether to count what was read before, without a request.
  var fromHistory = false
  /// Whether the schema is printed, and nothing is counted.
  var schema = false
  var history = HistorySettings()
  var server = ServerSettings()
  var appearance = AppearanceSettings()

  /// Why they are invalid, as a sentence; nil where they are valid.
  var problem: String? {
    if schema, output.schemaFormat == nil { return JSONShape.noSchema }
    if history.name != nil, !fromHistory { return "--history needs --from-history here." }
    return history.problem ?? server.problem
  }
}

/// Counts the batches by status and by verdict.
struct CountRun: Sendable {
  private let settings: CountSettings

  init(_ settings: CountSettings) { self.settings = settings }

  /// - Returns: the exit status.
  func run() async -> Int32 {
    if settings.schema, let shape = settings.output.schemaFormat.flatMap(BatchCensus.shape) {
      return await shape.printSchema()
    }
    if settings.fromHistory { return await countHistory() }
    return await settings.server.run { environment in
      try query(zone: LocalZone(environment: environment).rules)
    } _: { server, query, environment in
      let (census, result) = try await Interruption.cancelling {
        try await read(query, from: server, environment: environment)
      }
      if case .failed(let failure) = result.end { throw Failure(failure) }
      try result.reportSkipped()
      try StandardOutput().write(bytes(of: census, environment: environment))
      if case .maybeIncomplete(let reason) = result.end {
        StandardError.note("The list may be incomplete: \(reason)")
      }
      return 0
    }
  }

  private func query(zone: @autoclosure () -> ZoneRules) throws(Failure) -> ViewQuery {
    var query = ViewQuery()
    query.filter = try Filter(
      reading: settings.filter, fromHistory: settings.fromHistory, zone: zone())
    return query
  }

  /// What is usual in the organisation decides about verdicts, so all rows are needed first.
  private func selection(of query: ViewQuery) -> ListSelection {
    ListSelection(
      query: query, fields: ReportField("verdict").map { [$0] }, limit: nil, now: SystemClock.now)
  }

  /// Counts what was read before.
  /// - Returns: the exit status.
  private func countHistory() async -> Int32 {
    CrashSignals.endTheProcess()
    return await reportingFailures {
      let environment = ProcessEnvironment.withdrawingKeys(settings.server.secretVariables)
      let zone = LocalZone(environment: environment).rules
      let query = try query(zone: zone)
      try await settings.server.withHistory(
        settings.history, .reading, environment: environment
      ) { history, _ in
        var selection = selection(of: query)
        try history.read(query.filter.wantsGone ? .gone : .present) { rows in
          _ = selection.add(rows.map(\.batch), now: SystemClock.now)
        }
        let census = census(of: &selection)
        try StandardOutput().write(bytes(of: census, environment: environment))
        StandardError.note(try history.coverage().ageText(now: SystemClock.second, zone: zone))
      }
    }
  }

  private func census(of selection: inout ListSelection) -> BatchCensus {
    let rows = selection.finish()
    return BatchCensus(of: rows, now: selection.now, baselines: selection.baselines)
  }

  private func read(
    _ query: ViewQuery, from server: Server, environment: [String: String]
  ) async throws -> (BatchCensus, ListingResult) {
    var selection = selection(of: query)
    var progress = ProgressLine(environment: environment)
    defer { progress.clear() }
    let request = ListingRequest(pageSize: settings.server.pageSize)
    let result = try await BatchReader(service: server.service).list(request) { event in
      server.logger?.note(event)
      progress.show(event)
      if case .rows(let rows) = event { _ = selection.add(rows, now: SystemClock.now) }
    }
    return (census(of: &selection), result)
  }

  private func bytes(
    of census: BatchCensus, environment: [String: String]
  ) throws -> [UInt8] {
    switch settings.output {
    case .table:
      return Array(
        CensusTable.text(
          of: census, style: try settings.appearance.textOutputStyle(environment: environment)
        ).utf8)
    case .json: return census.json.json(escaping: .terminalSafe) + [UInt8(ascii: "\n")]
    case .jsonl: return records(of: census, .jsonl)
    case .csv: return records(of: census, .csv)
    }
  }

  private func records(of census: BatchCensus, _ format: BatchWriter.Format) -> [UInt8] {
    var writer = RecordWriter(format, BatchCensus.recordFields)
    return writer.begin() + writer.rows(census.records) + writer.end()
  }
}

extension BatchCensus {
  /// One object with all numbers.
  private static let object = RecordTable<BatchCensus>([
    .count("total") { $0.total },
    .init("status", .dictionary(of: .count)) { object($0.statuses) },
    .init("verdict", .dictionary(named: Verdict.Kind.allCases.map(\.rawValue), of: .count)) {
      object($0.verdicts)
    },
  ])

  /// One record for each number.
  private static let record = RecordTable<(by: String, entry: Entry)>([
    .init("by", .word(["status", "verdict"])) { .string($0.by) },
    .init("value", .text) { .string($0.entry.name) },
    .count("count") { $0.entry.count },
  ])

  fileprivate static var recordFields: [RecordField] { record.fields }

  /// What is printed: one object, or the records.
  fileprivate static func shape(_ format: BatchWriter.Format) -> JSONShape? {
    format == .json ? object.fields.shape : format.shape(of: record.fields.shape)
  }

  fileprivate var json: JSONValue {
    .object(
      zip(Self.object.fields, Self.object.record(of: self)).map { JSONMember($0.name, $1) })
  }

  private static func object(_ entries: [Entry]) -> JSONValue {
    .object(entries.map { JSONMember($0.name, .number(String($0.count))) })
  }

  fileprivate var records: [[JSONValue]] {
    statuses.map { Self.record.record(of: ("status", $0)) }
      + verdicts.map { Self.record.record(of: ("verdict", $0)) }
  }
}
