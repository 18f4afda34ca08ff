import BatchPresentation
import Batches
import Browser

/// Prints the list in the requested format, page by page.
struct ListOutput {
  private enum Form {
    case table(PlainList)
    case data(BatchWriter)
  }

  private let output: StandardOutput
  private var form: Form
  private var hasBegun = false

  init(
    _ format: OutputFormat, table: @autoclosure () throws -> PlainList, to output: StandardOutput
  ) rethrows {
    self.output = output
    form = try format.data.map { .data(BatchWriter($0)) } ?? .table(table())
  }

  mutating func write(_ batches: [Batch]) throws {
    try begin()
    switch form {
    case .table(var table):
      try output.write(Array(table.text(batches).utf8))
      form = .table(table)
    case .data(var writer):
      try output.write(writer.rows(batches))
      form = .data(writer)
    }
  }

  /// Completes the document, even if reading has failed.
  mutating func end() throws {
    guard case .data(let writer) = form else { return }
    try begin()
    try output.write(writer.end())
  }

  private mutating func begin() throws {
    guard !hasBegun, case .data(let writer) = form else { return }
    hasBegun = true
    try output.write(writer.begin())
  }
}
