/// The file of a history, opened when it is needed; for one thread at a time.
final class HistoryConnection {
  let file: HistoryFile
  private let mode: SQLiteHistory.Mode
  private let about: [(name: String, value: String)]
  private var database: Database?
  private var identity: HistoryFile.Identity?
  /// Counts the files that were opened, so that numbers of rows are not used in another one.
  private(set) var generation = 0
  /// Where the damaged file is now; nil where none was found.
  private(set) var damaged: String?

  init(
    _ file: HistoryFile, _ mode: SQLiteHistory.Mode, about: [(name: String, value: String)]
  ) {
    self.file = file
    self.mode = mode
    self.about = about
  }

  /// In bytes. A longer write-ahead log is emptied on closing, since the next program to open the file would
  /// have to read all of it.
  private static let mostLog = 1 << 20

  func close() {
    if mode == .writing, file.logSize > Self.mostLog { database?.emptyLog() }
    database = nil
  }

  /// Runs the body on the open file. Where that turns out to be damaged, it is set aside, and the body runs
  /// on an empty one in its place.
  /// - Parameter retries: whether the body may run again.
  func perform<Value>(
    _ body: (Database) throws(DatabaseFailure) -> Value, retries: () -> Bool = { true }
  ) throws(HistoryFailure) -> Value {
    var isRetry = false
    while true {
      let opening = try opened()
      let result = Result { () throws(DatabaseFailure) in try body(try opening.get()) }
      switch result {
      case .success(let value): return value
      case .failure(let failure):
        // SQLite only reads what seems to be in a newer format than its own.
        let isDamaged =
          failure.kind == .damaged
          || failure.kind == .readOnly && mode == .writing && file.isWritable
        guard isDamaged, !isRetry else { throw HistoryFailure(failure) }
        database = nil
        damaged = file.setAside(identity) ?? damaged
        guard retries() else { throw HistoryFailure(failure) }
        isRetry = true
      }
    }
  }

  /// The open file, or what SQLite has against it.
  private func opened() throws(HistoryFailure) -> Result<Database, DatabaseFailure> {
    if let database, !database.hasMoved { return .success(database) }
    database = nil
    generation += 1
    if mode == .writing { try file.prepare() }
    identity = file.identity
    guard identity != nil else { throw HistoryFailure(.noFile, "there is none yet") }
    var newer: Int?
    let result = Result { () throws(DatabaseFailure) in
      var failure: DatabaseFailure?
      for access in accesses {
        do throws(DatabaseFailure) {
          let database = try Database(file.path, access)
          newer = try setUp(database)
          return database
        } catch {
          guard error.kind == .readOnly || error.kind == .cannotOpen else { throw error }
          if failure == nil { failure = error }
        }
      }
      throw failure ?? DatabaseFailure(.cannotOpen, "")
    }
    if newer != nil {
      throw HistoryFailure(
        .newer, "a newer version of lazybatch wrote it, which this one leaves alone")
    }
    if case .success(let opened) = result { database = opened }
    return result
  }

  private var accesses: [Database.Access] {
    mode == .writing ? [.readWrite] : [.readWrite, .readOnly, .unchanging]
  }

  /// - Returns: the version of the tables, where that is newer than what is understood.
  private func setUp(_ database: Database) throws(DatabaseFailure) -> Int? {
    database.keepLog()
    let version = try database.number("PRAGMA user_version") ?? 0
    if version > Schema.version { return version }
    if version < Schema.version || mode == .writing {
      try database.run("PRAGMA journal_mode = WAL")
      if let newer = try Schema.update(database) { return newer }
    }
    try database.run("PRAGMA synchronous = NORMAL")
    if version == 0 {
      for (name, value) in about {
        try database.change(
          "INSERT OR REPLACE INTO about (name, value) VALUES (?, ?)", .text(name), .text(value))
      }
    }
    return nil
  }
}
