import BatchHistory
import BatchInsight
import Batches

/// The settings of commands that work on the history of an account alone.
struct AccountSettings: Sendable, Hashable {
  var history = HistorySettings()
  var server = ServerSettings()

  /// Why they are invalid, as a sentence; nil where they are valid.
  var problem: String? { history.problem ?? server.problem }

  /// Runs a command on the history, and reports a failure on standard error.
  /// - Returns: the exit status.
  func run(
    _ mode: SQLiteHistory.Mode,
    _ body: (SQLiteHistory, HistoryFile, _ environment: [String: String]) async throws -> Void
  ) async -> Int32 {
    CrashSignals.endTheProcess()
    return await reportingFailures {
      let environment = ProcessEnvironment.withdrawingKeys(server.secretVariables)
      try await server.withHistory(history, mode, environment: environment) { history, file in
        try await body(history, file, environment)
      }
    }
  }
}

/// What the commands of `lazybatch history` do.
struct HistoryRun: Sendable {
  private let settings: AccountSettings

  init(_ settings: AccountSettings) { self.settings = settings }

  func printPath() async -> Int32 {
    await settings.run(.reading) { _, file, _ in
      try StandardOutput().write(Array((file.path + "\n").utf8))
    }
  }

  func stats(as format: HistoryStatsCommand.Format) async -> Int32 {
    await settings.run(.reading) { history, file, environment in
      let stats = try history.stats()
      let text =
        switch format {
        case .table: stats.text(file, zone: LocalZone(environment: environment).rules)
        case .json: stats.json(file).compactText + "\n"
        }
      try StandardOutput().write(Array(text.utf8))
    }
  }

  func clear(before date: String?) async -> Int32 {
    await settings.run(.reading) { history, file, environment in
      guard let date else {
        try file.remove()
        return
      }
      let time = try PastMoment.required(date, "--before", environment)
      let count = try history.clear(before: time)
      StandardError.note(
        counted(count, "batch was", "batches were") + " forgotten")
    }
  }

  func export(as format: ExportFormat, changes: Bool) async -> Int32 {
    await settings.run(.reading) { history, _, _ in
      let format = BatchWriter.Format(rawValue: format.rawValue) ?? .jsonl
      if changes {
        try Self.exportChanges(of: history, as: format)
      } else {
        try Self.exportBatches(of: history, as: format)
      }
    }
  }

  private static let times = ["first_seen", "last_seen", "gone_since"].map {
    RecordField($0, JSONShape.time.orNull)
  }

  private static func exportBatches(
    of history: SQLiteHistory, as format: BatchWriter.Format
  ) throws {
    let fields =
      format == .csv ? BatchJSON.fields : [RecordField("batch", BatchJSON.shape)]
    var writer = RecordWriter(format, fields + times)
    let output = StandardOutput()
    try output.write(writer.begin())
    try history.read(.all) { rows in
      try output.write(
        writer.rows(
          rows.map { row in
            let json = BatchJSON(row.batch)
            let batch =
              format == .csv
              ? fields.map { json.value(of: $0.name) ?? .null }
              : [JSONValue(parsing: json.json()) ?? .null]
            return batch
              + [row.firstSeen, row.lastSeen, row.goneSince].map(JSONValue.init(number:))
          }))
    }
    try output.write(writer.end())
  }

  private static func exportChanges(
    of history: SQLiteHistory, as format: BatchWriter.Format
  ) throws {
    var writer = RecordWriter(
      format,
      [
        RecordField("seen_at", .time), RecordField("id", .text), RecordField("field", .text),
        RecordField("old", .text.orNull), RecordField("new", .text.orNull),
      ])
    let records = try history.changes(since: .min).map { change in
      [
        JSONValue(number: change.seenAt), .string(change.id), .string(change.field),
        change.old.map { .string($0) } ?? .null, change.new.map { .string($0) } ?? .null,
      ]
    }
    try StandardOutput().write(writer.begin() + writer.rows(records) + writer.end())
  }
}

extension JSONValue {
  init(number: Int?) { self = number.map { .number(String($0)) } ?? .null }
}

extension HistoryStats {
  /// One line for each number.
  fileprivate func text(_ file: HistoryFile, zone: ZoneRules) -> String {
    func time(_ epoch: Int?) -> String { epoch.map { TimeText.absolute($0, zone: zone) } ?? "–" }
    let lines = [
      ("batches", present.grouped), ("of them active", active.grouped),
      ("gone from the server", gone.grouped), ("changes", changes.grouped),
      ("the whole list is known", coverage.isComplete ? "yes" : "no"),
      ("first seen", time(firstSeen)),
      ("last read", time(coverage.headReadAt)), ("bytes", size.grouped), ("file", file.path),
    ]
    let width = lines.map(\.0.count).max() ?? 0
    return lines.map { name, value in
      name + String(repeating: " ", count: width - name.count + 2) + value + "\n"
    }.joined()
  }

  fileprivate func json(_ file: HistoryFile) -> JSONValue {
    .object([
      JSONMember("batches", JSONValue(number: present)),
      JSONMember("active", JSONValue(number: active)),
      JSONMember("gone", JSONValue(number: gone)),
      JSONMember("changes", JSONValue(number: changes)),
      JSONMember("gaps", JSONValue(number: coverage.gaps)),
      JSONMember("complete", .bool(coverage.isComplete)),
      JSONMember("first_seen", JSONValue(number: firstSeen)),
      JSONMember("last_read", JSONValue(number: coverage.headReadAt)),
      JSONMember("bytes", JSONValue(number: size)),
      JSONMember("path", .string(file.path)),
    ])
  }
}

extension PastMoment {
  /// - Throws: `Failure.usage` where the text is not a point in time.
  static func required(
    _ text: String, _ option: String, _ environment: [String: String]
  ) throws(Failure) -> Int {
    let zone = LocalZone(environment: environment).rules
    guard let moment = epoch(text, zone: zone, now: SystemClock.second) else {
      throw .usage(
        "\(option): \"\(text)\" is neither a date (2026-01-31, yesterday) nor a span of time (12h)")
    }
    return moment
  }
}
