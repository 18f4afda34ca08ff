import BatchPresentation
import BatchResults
import Batches

/// Prints requests of a result file as their lines arrive: those that failed, or all.
struct RequestListing: Sendable {
  enum Wanted: Sendable {
    case failures, all
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
    let result: ResultLine
    /// The number of its line.
    let line: Int
    /// The beginning of what a success was answered.
    let answer: String?

    init(_ result: ResultLine, _ line: Line) {
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
    .text("custom_id") { $0.result.id },
    .init("outcome", JSONShape.word(RequestOutcome.allCases.map(\.rawValue)).orNull) {
      $0.result.outcome.map { .string($0.rawValue) } ?? .null
    },
    .count("status_code") { $0.result.statusCode }, .text("error_code") { $0.result.errorCode },
    .text("message") { $0.result.errorMessage }, .text("model") { $0.result.model },
    .count("prompt_tokens") { $0.result.tokens?.prompt },
    .count("completion_tokens") { $0.result.tokens?.completion },
    .count("cached_tokens") { $0.result.tokens?.cached },
    .count("reasoning_tokens") { $0.result.tokens?.reasoning },
    .count("total_tokens") { $0.result.tokens?.total }, .count("line") { $0.line },
    .text("answer") { $0.answer },
  ])

  /// What a request is written as in JSON.
  static var shape: JSONShape { table.fields.shape }

  func run(_ files: BatchFiles) async throws {
    let source = try wanted == .failures ? files.sourceOfFailures() : files.source(of: .output)
    if source == nil, wanted == .all {
      throw Failure.noInput("The batch \(files.batch.id) has no output file")
    }
    let output = try FileOutput(path, environment: files.environment)
    var printer = try Printer(format, appearance, wanted, output, environment: files.environment)
    try output.write(printer.begin())
    var summary = ResultSummary()
    do {
      if let source {
        summary = try await print(source, of: files, with: &printer, to: output)
      }
    } catch {
      // What was printed becomes a complete document.
      try output.write(printer.end())
      throw error
    }
    try output.write(printer.end())
    try output.finish()
    if source == nil {
      StandardError.note("The batch \(files.batch.id) has no file with failed requests")
    }
    if summary.odd.unreadable > 0 {
      StandardError.note(counted(summary.odd.unreadable, "line", "lines") + " could not be read")
    }
  }

  /// Prints what is wanted of a file.
  private func print(
    _ source: ContentSource, of files: BatchFiles, with printer: inout Printer,
    to output: FileOutput
  ) async throws -> ResultSummary {
    let (start, before) = (output.bytes, printer)
    var splitter = LineSplitter()
    var reader = ResultReader()
    var rows: [[JSONValue]] = []
    func take(_ line: Line) {
      guard !line.isTooLong else { return }
      let result = ResultLine(line.bytes)
      guard result.oddity == nil || result.oddity == .noID,
        wanted == .all || result.outcome != .succeeded
      else { return }
      rows.append(Self.table.record(of: Request(result, line)))
    }
    try await files.read(source, prints: output.isTerminal) {
      try output.restart(at: start)
      printer = before
      splitter = LineSplitter()
      reader = ResultReader()
    } _: { bytes in
      rows.removeAll(keepingCapacity: true)
      bytes.withUnsafeBufferPointer { chunk in
        reader.feed(chunk)
        splitter.feed(chunk, take)
      }
      try output.write(printer.rows(rows))
    }
    rows.removeAll()
    reader.finish()
    splitter.finish(take)
    try output.write(printer.rows(rows))
    return reader.summary
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
      let shown =
        wanted == .failures
        ? ["line", "status_code", "error_code", "custom_id", "message"]
        : ["line", "outcome", "total_tokens", "custom_id", "answer"]
      let names = RequestListing.table.fields.map(\.name)
      columns = shown.compactMap { names.firstIndex(of: $0) }
      table = PlainTable(
        style: try appearance.textOutputStyle(
          environment: environment, isTerminal: output.isTerminal),
        headings: shown.map(PlainTable.heading),
        alignments: [
          .right, wanted == .failures ? .right : .left, wanted == .failures ? .left : .right,
        ], room: output.columns)
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
        (table?.text(records.map { record in columns.map { record[$0].fieldText } }) ?? "").utf8)
    }

    func end() -> [UInt8] { writer?.end() ?? [] }
  }
}
