import BatchInsight
import BatchPresentation
import Batches
import Browser

/// Prints batches in the requested format, page by page.
struct ListOutput {
  /// What a table is drawn with.
  struct TableSettings {
    var style: TextOutputStyle
    var zone: ZoneRules
    /// Seconds since 1970 in UTC.
    var now: Int
    /// The width of the terminal; nil for a pipe or a file.
    var columns: Int?
  }

  private enum Form {
    case table(PlainList)
    case data(BatchWriter)
    case fields([ReportField], FieldForm)
  }

  private enum FieldForm {
    case table(PlainTable, FieldCell)
    case data(RecordWriter)
  }

  private let output: StandardOutput
  private var form: Form
  private var hasBegun = false

  /// - Parameter fields: those to print; nil for those that are usual in the format.
  init(
    _ format: OutputFormat, fields: [ReportField]?, table: @autoclosure () throws -> TableSettings,
    to output: StandardOutput
  ) rethrows {
    self.output = output
    switch (fields, format.data) {
    case (nil, nil):
      let table = try table()
      form = .table(
        PlainList(style: table.style, zone: table.zone, now: table.now, columns: table.columns))
    case (nil, let data?): form = .data(BatchWriter(data))
    case (let fields?, nil):
      let table = try table()
      let plain = PlainTable(
        style: table.style, headings: fields.map { Self.heading($0, table) },
        alignments: fields.map { $0.kind.isNumeric ? .right : .left })
      form = .fields(fields, .table(plain, FieldCell(zone: table.zone)))
    case (let fields?, let data?):
      form = .fields(fields, .data(RecordWriter(data, fields.map(\.recordField))))
    }
  }

  private static func heading(_ field: ReportField, _ table: TableSettings) -> String {
    let name = PlainTable.heading(field.name)
    return field.kind == .time ? "\(name) (\(table.zone.label(at: table.now)))" : name
  }

  /// - Parameters:
  ///   - now: seconds since 1970 in UTC, by the server's clock.
  ///   - baselines: what is usual, for verdicts.
  mutating func write(_ batches: [Batch], now: Int, baselines: PhaseBaselines) throws {
    try begin()
    switch form {
    case .table(var table):
      try output.write(Array(table.text(batches).utf8))
      form = .table(table)
    case .data(var writer):
      try output.write(writer.rows(batches))
      form = .data(writer)
    case .fields(let fields, let fieldForm):
      let records = batches.map { batch in
        fields.map { $0.value(of: batch, now: now, baselines: baselines) }
      }
      switch fieldForm {
      case .table(var table, let cell):
        let rows = records.map { record in
          zip(record, fields).map { cell.text($0, of: $1.kind) }
        }
        try output.write(Array(table.text(rows).utf8))
        form = .fields(fields, .table(table, cell))
      case .data(var writer):
        try output.write(writer.rows(records))
        form = .fields(fields, .data(writer))
      }
    }
  }

  /// Completes the document, even if reading has failed.
  mutating func end() throws {
    try begin()
    switch form {
    case .data(let writer): try output.write(writer.end())
    case .fields(_, .data(let writer)): try output.write(writer.end())
    case .table, .fields(_, .table): break
    }
  }

  private mutating func begin() throws {
    guard !hasBegun else { return }
    hasBegun = true
    switch form {
    case .data(let writer): try output.write(writer.begin())
    case .fields(_, .data(let writer)): try output.write(writer.begin())
    case .table, .fields(_, .table): break
    }
  }
}

extension ReportField.Kind {
  fileprivate var isNumeric: Bool {
    self == .count || self == .span || self == .percent || self == .amount
  }
}
