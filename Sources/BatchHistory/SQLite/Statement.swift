import Batches
import CSQLite
import Glibc

/// A value for a parameter of a statement.
enum SQLValue: Hashable {
  case null
  case number(Int)
  case real(Double)
  case text(String)
  /// Text in UTF-8.
  case bytes([UInt8])

  init(_ number: Int?) { self = number.map { .number($0) } ?? .null }
  init(_ text: String?) { self = text.map { .text($0) } ?? .null }
}

/// A prepared statement. Columns are counted from 0, and can be read after `step()` until the next call.
final class Statement {
  private let handle: OpaquePointer
  private let database: OpaquePointer

  init(_ handle: OpaquePointer, of database: OpaquePointer) {
    self.handle = handle
    self.database = database
  }

  deinit { sqlite3_finalize(handle) }

  /// Sets the parameters from the first on; the others become null.
  func bind(_ values: [SQLValue]) {
    sqlite3_clear_bindings(handle)
    for (index, value) in values.enumerated() { bind(value, at: Int32(index) + 1) }
  }

  private func bind(_ value: SQLValue, at index: Int32) {
    switch value {
    case .null: sqlite3_bind_null(handle, index)
    case .number(let number): sqlite3_bind_int64(handle, index, Int64(number))
    case .real(let real): sqlite3_bind_double(handle, index, real)
    case .text(let text): text.withBytes { bind($0, at: index) }
    case .bytes(let bytes): bytes.withUnsafeBufferPointer { bind($0, at: index) }
    }
  }

  private func bind(_ text: UnsafeBufferPointer<UInt8>, at index: Int32) {
    guard let start = text.baseAddress else {
      // Without an address the value would be null.
      lb_sqlite_bind_text(handle, index, "", 0)
      return
    }
    start.withMemoryRebound(to: CChar.self, capacity: text.count) {
      _ = lb_sqlite_bind_text(handle, index, $0, Int32(clamping: text.count))
    }
  }

  /// - Returns: whether there is another row.
  func step() throws(DatabaseFailure) -> Bool {
    switch sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    case let code: throw DatabaseFailure(code: code, String(cString: sqlite3_errmsg(database)))
    }
  }

  /// Stops reading rows and releases the lock that reading holds.
  func reset() { sqlite3_reset(handle) }

  func number(_ column: Int32) -> Int? {
    isNull(column) ? nil : Int(sqlite3_column_int64(handle, column))
  }

  func real(_ column: Int32) -> Double? {
    isNull(column) ? nil : sqlite3_column_double(handle, column)
  }

  func text(_ column: Int32) -> String? {
    isNull(column) ? nil : withText(column) { String(decoding: $0, as: UTF8.self) }
  }

  /// Calls a closure with the text in UTF-8; empty for null.
  func withText<Result>(_ column: Int32, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    // SQLite converts the value when the text is requested; only then is this the text's size.
    let start = sqlite3_column_text(handle, column)
    let count = Int(sqlite3_column_bytes(handle, column))
    return body(UnsafeBufferPointer(start: start, count: start == nil ? 0 : count))
  }

  /// Whether a column has the same bytes as a text.
  func isText(_ column: Int32, _ text: String) -> Bool {
    guard let start = sqlite3_column_text(handle, column),
      Int(sqlite3_column_bytes(handle, column)) == text.utf8.count
    else { return false }
    let isSame = text.utf8.withContiguousStorageIfAvailable { bytes in
      bytes.baseAddress.map { memcmp($0, start, bytes.count) == 0 } ?? true
    }
    return isSame
      ?? text.utf8.elementsEqual(UnsafeBufferPointer(start: start, count: text.utf8.count))
  }

  private func isNull(_ column: Int32) -> Bool {
    sqlite3_column_type(handle, column) == SQLITE_NULL
  }
}
