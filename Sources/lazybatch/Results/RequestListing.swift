import BatchPresentation
import BatchResults
import Batches

/// Prints requests of a result file as their lines arrive: those that failed, or all.
struct RequestListing: Sendable {
  enum Wanted: Sendable, Hashable {
    case failures(withMissing: Bool)
    case all

    /// The fields that a table shows.
    fileprivate var shown: [String] {
      switch self {
      case .failures(withMissing: false):
        ["line", "status_code", "error_code", "custom_id", "message"]
      case .failures(withMissing: true):
        ["line", "outcome", "status_code", "error_code", "custom_id", "message"]
      case .all: ["line", "outcome", "total_tokens", "custom_id", "answer"]
      }
    }
  }

  private let wanted: Wanted
  private let format: OutputFormat
  private let appearance: AppearanceSettings
  private let path: String?

  /// - Parameter path: nil for standard output.
  init(
    _ wanted: Wanted, as format: OutputFormat, _ appearance: AppearanceSettings, to path: String?
  ) {
    self.wanted = wanted
    self.format = format
    self.appearance = appearance
    self.path = path
  }

  /// What is printed of a request.
  private struct Request {
    let id: String?
    let outcome: RequestOutcome?
    /// nil of one that has none.
    let result: ResultLine?
    /// The number of its line, in the input where it has no result.
    let line: Int
    /// The beginning of what a success was answered.
    let answer: String?

    init(_ missing: InputReader.Missing) {
      id = missing.id
      outcome = .missing
      result = nil
      line = missing.line
      answer = nil
    }

    init(_ result: ResultLine, _ line: Line) {
      id = result.id
      outcome = result.outcome
      self.result = result
      self.line = line.number
      let place = result.outcome == .succeeded ? result.answer : nil
      answer = place.map {
        AnswerText.beginning(
          of: UnsafeBufferPointer(rebasing: line.bytes[$0]), limit: Self.answerBytes)
      }
    }

    /// Of an answer's beginning.
    private static let answerBytes = 400
  }

  private static let table = RecordTable<Request>([
    .text("custom_id") { $0.id },
    .init("outcome", JSONShape.word(RequestOutcome.allCases.map(\.rawValue)).orNull) {
      $0.outcome.map { .string($0.rawValue) } ?? .null
    },
    .count("status_code") { $0.result?.statusCode }, .text("error_code") { $0.result?.errorCode },
    .text("message") { $0.result?.errorMessage }, .text("model") { $0.result?.model },
    .count("prompt_tokens") { $0.result?.tokens?.prompt },
    .count("completion_tokens") { $0.result?.tokens?.completion },
    .count("cached_tokens") { $0.result?.tokens?.cached },
    .count("reasoning_tokens") { $0.result?.tokens?.reasoning },
    .count("total_tokens") { $0.result?.tokens?.total }, .count("line") { $0.line },
    .text("answer") { $0.answer },
  ])

  /// What a request is written as in JSON.
  static var shape: JSONShape { table.fields.shape }

  func run(_ files: BatchFiles) async throws {
    let sources = try sources(files)
    let output = try FileOutput(path, environment: files.environment)
    var printer = try Printer(
      format, appearance, wanted, output, environment: files.environment)
    let tally = RequestTally(tracksIDs: sources.input != nil)
    try output.write(printer.begin())
    do {
      for source in sources.results {
        try await print(source, of: files, with: &printer, to: output, tally)
      }
      if let input = sources.input {
        try await printMissing(input, of: files, with: &printer, to: output, tally)
      }
    } catch {
      // What was printed becomes a complete document.
      try output.write(printer.end())
      throw error
    }
    try output.write(printer.end())
    try output.finish()
    try await tell(tally, files, hasFile: !sources.results.isEmpty)
  }

  private func sources(_ files: BatchFiles) throws -> FailureSources {
    switch wanted {
    case .failures(let withMissing): return try FailureSources(files, withMissing: withMissing)
    case .all:
      guard let output = try files.source(of: .output) else {
        throw Failure.noInput("The batch \(files.batch.id) has no output file")
      }
      return FailureSources(results: [output], input: nil)
    }
  }

  /// Prints what is wanted of a result file.
  private func print(
    _ source: ContentSource, of files: BatchFiles, with printer: inout Printer,
    to output: FileOutput, _ tally: RequestTally
  ) async throws {
    let (start, before) = (output.bytes, printer)
    var splitter = LineSplitter()
    var rows: [[JSONValue]] = []
    func take(_ line: Line) {
      guard !line.isTooLong else { return }
      let result = ResultLine(line.bytes)
      guard result.oddity == nil || result.oddity == .noID,
        wanted == .all || result.outcome != .succeeded
      else { return }
      rows.append(Self.table.record(of: Request(result, line)))
    }
    try await tally.read(source, of: files, prints: output.isTerminal) {
      try output.restart(at: start)
      printer = before
      splitter = LineSplitter()
    } take: { bytes in
      rows.removeAll(keepingCapacity: true)
      bytes.withUnsafeBufferPointer { splitter.feed($0, take) }
      try output.write(printer.rows(rows))
    }
    rows.removeAll()
    splitter.finish(take)
    try output.write(printer.rows(rows))
  }

  private func printMissing(
    _ input: ContentSource, of files: BatchFiles, with printer: inout Printer,
    to output: FileOutput, _ tally: RequestTally
  ) async throws {
    let (start, before) = (output.bytes, printer)
    try await tally.readInput(input, of: files, prints: output.isTerminal) {
      try output.restart(at: start)
      printer = before
    } take: { missing in
      try output.write(printer.rows(missing.map { Self.table.record(of: Request($0)) }))
    }
  }

  private func tell(_ tally: RequestTally, _ files: BatchFiles, hasFile: Bool) async throws {
    guard wanted != .all else {
      if tally.unreadable > 0 {
        StandardError.note(counted(tally.unreadable, "line", "lines") + " could not be read")
      }
      return
    }
    var notes = FailureNotes(tally: tally, batch: files.batch, hasFile: hasFile)
    if wanted == .failures(withMissing: true) { notes.total = try await files.total() }
    if !hasFile { notes.sum() }
    notes.contradictions()
  }

  /// The records in a format.
  private struct Printer {
    private var table: PlainTable?
    private var writer: RecordWriter?
    /// Which of the fields a table shows, as indices.
    private let columns: [Int]

    init(
      _ format: OutputFormat, _ appearance: AppearanceSettings, _ wanted: Wanted,
      _ output: FileOutput, environment: [String: String]
    ) throws {
      if let data = format.data {
        columns = []
        writer = RecordWriter(data, RequestListing.table.fields)
        return
      }
      let names = RequestListing.table.fields.map(\.name)
      columns = wanted.shown.compactMap { names.firstIndex(of: $0) }
      let shapes = columns.map { RequestListing.table.fields[$0].shape }
      table = PlainTable(
        style: try appearance.textOutputStyle(
          environment: environment, isTerminal: output.isTerminal),
        headings: wanted.shown.map(PlainTable.heading),
        alignments: shapes.map {
          $0 == .count || $0 == JSONShape.count.orNull ? .right : .left
        }, room: output.columns)
    }

    func begin() -> [UInt8] { writer?.begin() ?? [] }

    mutating func rows(_ records: [[JSONValue]]) -> [UInt8] {
      guard !records.isEmpty else { return [] }
      if var writer {
        defer { self.writer = writer }
        return writer.rows(records)
      }
      let columns = columns
      return Array(
        (table?.text(records.map { record in columns.map { Self.cell(record[$0]) } }) ?? "").utf8)
    }

    /// A table has no line breaks within a cell.
    private static func cell(_ value: JSONValue) -> String {
      String(value.fieldText.map { $0.isWhitespace ? " " : $0 })
    }

    func end() -> [UInt8] { writer?.end() ?? [] }
  }
}
