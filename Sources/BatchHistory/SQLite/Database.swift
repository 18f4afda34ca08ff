import CSQLite

/// A connection to an SQLite database; for one thread at a time.
final class Database {
  private let handle: OpaquePointer
  private var statements: [String: Statement] = [:]

  /// How to open a file that exists.
  enum Access {
    case readWrite
    case readOnly
    /// Without locks, for a folder in which none can be made.
    case unchanging
  }

  /// How long to wait for a lock, in milliseconds.
  private static let patience: Int32 = 5000

  init(_ path: String, _ access: Access) throws(DatabaseFailure) {
    var handle: OpaquePointer?
    let code =
      switch access {
      case .readWrite:
        sqlite3_open_v2(path, &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nil)
      case .readOnly:
        sqlite3_open_v2(path, &handle, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, nil)
      case .unchanging:
        sqlite3_open_v2(
          Self.unchangingAddress(path), &handle,
          SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI, nil)
      }
    guard code == SQLITE_OK, let handle else {
      sqlite3_close_v2(handle)
      throw DatabaseFailure(code: code, String(cString: sqlite3_errstr(code)))
    }
    self.handle = handle
    sqlite3_extended_result_codes(handle, 1)
    sqlite3_busy_timeout(handle, Self.patience)
  }

  deinit {
    statements = [:]
    sqlite3_close_v2(handle)
  }

  private static func unchangingAddress(_ path: String) -> String {
    let escaped = path.utf8.map { byte in
      "%?#".utf8.contains(byte)
        ? "%" + String(byte, radix: 16, uppercase: true)
        : String(decoding: [byte], as: UTF8.self)
    }
    return "file:" + escaped.joined() + "?immutable=1"
  }

  /// Keeps the write-ahead log when the connection is closed.
  func keepLog() { _ = lb_sqlite_keep_log(handle) }

  /// Moves the log of changes into the file, unless another program is using them.
  func emptyLog() {
    sqlite3_busy_timeout(handle, 0)
    defer { sqlite3_busy_timeout(handle, Self.patience) }
    sqlite3_wal_checkpoint_v2(handle, nil, SQLITE_CHECKPOINT_TRUNCATE, nil, nil)
  }

  /// Whether the file has been renamed, replaced or removed since it was opened.
  var hasMoved: Bool {
    var moved: Int32 = 0
    let code = sqlite3_file_control(handle, "main", SQLITE_FCNTL_HAS_MOVED, &moved)
    return code == SQLITE_OK && moved != 0
  }

  /// The number of the row that was inserted last.
  var lastNumber: Int { Int(sqlite3_last_insert_rowid(handle)) }

  /// Runs statements without parameters, separated by semicolons.
  func run(_ sql: String) throws(DatabaseFailure) {
    let code = sqlite3_exec(handle, sql, nil, nil, nil)
    guard code == SQLITE_OK else { throw failure(code) }
  }

  /// A statement, prepared once and without values.
  func statement(_ sql: String) throws(DatabaseFailure) -> Statement {
    if let known = statements[sql] {
      known.reset()
      return known
    }
    var prepared: OpaquePointer?
    let code = sqlite3_prepare_v3(
      handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &prepared, nil)
    guard code == SQLITE_OK, let prepared else { throw failure(code) }
    let statement = Statement(prepared, of: handle)
    statements[sql] = statement
    return statement
  }

  /// The number in the first column of the first row; nil where that is null, or there is no row.
  func number(_ sql: String, _ values: SQLValue...) throws(DatabaseFailure) -> Int? {
    let statement = try statement(sql)
    defer { statement.reset() }
    statement.bind(values)
    return try statement.step() ? statement.number(0) : nil
  }

  /// Runs one statement that returns no rows.
  func change(_ sql: String, _ values: SQLValue...) throws(DatabaseFailure) {
    try change(sql, values)
  }

  func change(_ sql: String, _ values: [SQLValue]) throws(DatabaseFailure) {
    let statement = try statement(sql)
    defer { statement.reset() }
    statement.bind(values)
    _ = try statement.step()
  }

  /// Runs the body in an atomic transaction with which no other writes interleave.
  func transaction<Value>(
    _ body: () throws(DatabaseFailure) -> Value
  ) throws(DatabaseFailure) -> Value {
    try run("BEGIN IMMEDIATE")
    do {
      let value = try body()
      try run("COMMIT")
      return value
    } catch {
      try? run("ROLLBACK")
      throw error
    }
  }

  /// Runs the body on a snapshot of the file; writers do not wait for it.
  func snapshot<Value>(
    _ body: () throws(DatabaseFailure) -> Value
  ) throws(DatabaseFailure) -> Value {
    try run("BEGIN")
    defer { try? run("COMMIT") }
    return try body()
  }

  private func failure(_ code: Int32) -> DatabaseFailure {
    DatabaseFailure(code: code, String(cString: sqlite3_errmsg(handle)))
  }
}
