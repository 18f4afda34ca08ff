import Batches

/// A history in an SQLite file. For one thread at a time; other programs may use the file concurrently.
package final class SQLiteHistory: HistoryStore {
  /// What may be done with the file.
  package enum Mode: Sendable, Hashable {
    /// It is created if it does not exist.
    case writing
    /// It must exist.
    case reading
  }

  private let file: HistoryFile
  private let mode: Mode
  private let terms: BatchTerms
  private let about: [(name: String, value: String)]
  private var database: Database?
  private var identity: HistoryFile.Identity?
  /// Counts the files opened, so that row numbers of one are never used in another.
  private var generation = 0
  /// Where the damaged file is now; nil where none was found.
  package private(set) var damaged: String?

  /// Opens nothing yet.
  /// - Parameters:
  ///   - terms: of the provider, which the rows do not repeat.
  ///   - about: describes whose history the file is, for users.
  package init(
    _ file: HistoryFile, _ mode: Mode, terms: BatchTerms = BatchTerms(),
    about: [(name: String, value: String)] = []
  ) {
    self.file = file
    self.mode = mode
    self.terms = terms
    self.about = about
  }

  package func close() { database = nil }

  // MARK: Recording

  package func begin(_ start: HistoryStart, at now: Int) -> HistoryReading {
    HistoryReading(start, at: now)
  }

  package func record(
    _ batches: [Batch], in reading: inout HistoryReading, at now: Int
  ) throws(HistoryFailure) {
    guard !batches.isEmpty else { return }
    let before = reading
    reading = try perform { database throws(DatabaseFailure) in
      try database.transaction { () throws(DatabaseFailure) in
        var reading = before
        try record(batches, in: &reading, at: now, database)
        return reading
      }
    }
  }

  private func record(
    _ batches: [Batch], in reading: inout HistoryReading, at now: Int, _ database: Database
  ) throws(DatabaseFailure) {
    let start = try open(&reading, database)
    guard let number = reading.number else { return }
    let recorder = PageRecorder(database, reading: number, newest: reading.newest, now: now)
    guard let stretch = try recorder.record(batches, start) else { return }
    if reading.firstRow == nil { reading.firstRow = stretch.first }
    reading.lastRow = stretch.last
    reading.count(batches.count)
  }

  /// Adds a reading to the table, unless it is there, and finds where its next row belongs.
  private func open(
    _ reading: inout HistoryReading, _ database: Database
  ) throws(DatabaseFailure) -> PageRecorder.Start {
    if reading.generation != generation {
      if reading.number != nil { reading.isAdrift = true }
      reading.generation = generation
      (reading.number, reading.firstRow, reading.lastRow) = (nil, nil, nil)
    }
    if reading.number == nil {
      reading.newest = try Self.newest(database)
      let isFromHead = reading.isFromHead
      try database.change(
        "INSERT INTO readings (started_at, from_head) VALUES (?, ?)",
        .number(reading.startedAt), .number(isFromHead ? 1 : 0))
      reading.number = database.lastNumber
      if reading.isAdrift { return .somewhere }
      switch reading.start {
      case .head: return .head
      case .after(let id):
        reading.firstRow = try Self.row(of: id, database)
        reading.lastRow = reading.firstRow
      }
    }
    guard let last = reading.lastRow else { return reading.isFromHead ? .head : .somewhere }
    // It may have been deleted by `clear`.
    let exists = try database.number("SELECT 1 FROM batches WHERE number = ?", .number(last)) != nil
    return exists ? .behind(last) : .somewhere
  }

  /// When the newest known batch was created. Servers list the newest first or last.
  private static func newest(_ database: Database) throws(DatabaseFailure) -> Int? {
    try database.number(
      """
      SELECT max(created_at) FROM (
        SELECT * FROM (SELECT created_at FROM batches ORDER BY place LIMIT 100)
        UNION ALL
        SELECT * FROM (SELECT created_at FROM batches ORDER BY place DESC LIMIT 100))
      """)
  }

  private static func row(
    of id: BatchID, _ database: Database
  ) throws(DatabaseFailure) -> Int? {
    try database.number("SELECT max(number) FROM batches WHERE id = ?", .text(id.text))
  }

  package func end(
    _ reading: HistoryReading, reachedEnd: Bool, at now: Int
  ) throws(HistoryFailure) {
    // A reading without rows that stopped before the end proves nothing.
    guard reading.number != nil || reachedEnd else { return }
    try perform { database throws(DatabaseFailure) in
      try database.transaction { () throws(DatabaseFailure) in
        try end(reading, reachedEnd: reachedEnd, at: now, database)
      }
    }
  }

  private func end(
    _ reading: HistoryReading, reachedEnd: Bool, at now: Int, _ database: Database
  ) throws(DatabaseFailure) {
    var reading = reading
    guard reading.generation == generation || reading.number == nil else { return }
    let start = try open(&reading, database)
    guard let number = reading.number else { return }
    let isFromHead = reading.isFromHead
    func place(_ row: Int?) throws(DatabaseFailure) -> Int? {
      guard let row else { return nil }
      return try database.number("SELECT place FROM batches WHERE number = ?", .number(row))
    }
    // After an unknown row, nothing is known of what is missing.
    if case .somewhere = start, !isFromHead { return }
    let first = isFromHead ? Int.min : try place(reading.firstRow) ?? Int.max
    let last = reachedEnd ? Int.max : try place(reading.lastRow) ?? first
    try database.change(
      """
      INSERT INTO changes (seen_at, id, field, old)
        SELECT ?, id, 'gone', status FROM batches
        WHERE place > ? AND place < ? AND reading < ? AND gone_since IS NULL ORDER BY place
      """, .number(now), .number(first), .number(last), .number(number))
    try database.change(
      """
      UPDATE batches SET gone_since = ?
      WHERE place > ? AND place < ? AND reading < ? AND gone_since IS NULL
      """, .number(now), .number(first), .number(last), .number(number))
    try database.change(
      "UPDATE batches SET gap_below = 0 WHERE gap_below = 1 AND place >= ? AND place < ?",
      .number(first), .number(last))
    try database.change(
      "UPDATE readings SET ended_at = ?, batches = ?, to_end = ? WHERE reading = ?",
      .number(now), .number(reading.rows), .number(reachedEnd ? 1 : 0), .number(number))
    try database.change(
      "DELETE FROM readings WHERE reading <= ?", .number(number - Self.mostReadings))
  }

  /// How many readings are kept.
  private static let mostReadings = 1000

  package func markGone(_ id: BatchID, at now: Int) throws(HistoryFailure) {
    try perform { database throws(DatabaseFailure) in
      try database.transaction { () throws(DatabaseFailure) in
        guard let row = try Self.row(of: id, database) else { return }
        try PageRecorder.markGone(row, at: now, database)
      }
    }
  }

  // MARK: Reading

  /// Rows that are decoded at once.
  private static let rowsAtOnce = 500

  package func read(
    _ which: HistorySelection, _ take: ([HistoryRow]) throws -> Void
  ) throws {
    // Rows that were passed on cannot be taken back, so the caller has to report damage after them.
    var hasTaken = false
    var stopped: (any Error)?
    func read(_ database: Database) throws(DatabaseFailure) {
      let statement = try database.statement(
        "SELECT \(RowCollector.columns) FROM batches WHERE \(which.condition) ORDER BY place")
      defer { statement.reset() }
      statement.bind([])
      var collector = RowCollector(terms: terms)
      func deliver() throws(DatabaseFailure) {
        let rows = try collector.finish()
        hasTaken = true
        do { try take(rows) } catch { stopped = error }
      }
      while stopped == nil, try statement.step() {
        collector.add(statement)
        if collector.count == Self.rowsAtOnce { try deliver() }
      }
      if stopped == nil, collector.count > 0 { try deliver() }
    }
    try perform(read, retries: { !hasTaken })
    if let stopped { throw stopped }
  }

  package func rows(
    _ which: HistorySelection, after position: HistoryPosition?, limit: Int
  ) throws(HistoryFailure) -> HistoryPage {
    try rows(which, .after, position, limit: limit)
  }

  package func rows(
    _ which: HistorySelection, before position: HistoryPosition, limit: Int
  ) throws(HistoryFailure) -> HistoryPage {
    try rows(which, .before, position, limit: limit)
  }

  private func rows(
    _ which: HistorySelection, _ direction: PageQuery.Direction, _ position: HistoryPosition?,
    limit: Int
  ) throws(HistoryFailure) -> HistoryPage {
    try perform { database throws(DatabaseFailure) in
      if let position, position.generation != generation { return HistoryPage() }
      return try database.snapshot { () throws(DatabaseFailure) in
        try PageQuery(which, direction).page(
          database, position, limit: limit, terms: terms, generation: generation)
      }
    }
  }

  package func position(of id: BatchID) throws(HistoryFailure) -> HistoryPosition? {
    try perform { database throws(DatabaseFailure) in
      let statement = try database.statement(
        "SELECT number, place FROM batches WHERE id = ? ORDER BY number DESC LIMIT 1")
      defer { statement.reset() }
      statement.bind([.text(id.text)])
      guard try statement.step(), let number = statement.number(0), let place = statement.number(1)
      else { return nil }
      return HistoryPosition(number: number, place: place, generation: generation)
    }
  }

  package func row(of id: BatchID) throws(HistoryFailure) -> HistoryRow? {
    try perform { database throws(DatabaseFailure) in
      let statement = try database.statement(
        "SELECT \(RowCollector.columns) FROM batches WHERE id = ? ORDER BY number DESC LIMIT 1")
      defer { statement.reset() }
      statement.bind([.text(id.text)])
      guard try statement.step() else { return nil }
      var collector = RowCollector(terms: terms)
      collector.add(statement)
      return try collector.finish()[0]
    }
  }

  package func known(_ ids: [BatchID]) throws(HistoryFailure) -> [HistoryKnowledge?] {
    try perform { database throws(DatabaseFailure) in
      let statement = try database.statement(
        "SELECT active, gone_since FROM batches WHERE id = ? ORDER BY number DESC LIMIT 1")
      var known: [HistoryKnowledge?] = []
      for id in ids {
        defer { statement.reset() }
        statement.bind([.text(id.text)])
        known.append(
          try statement.step()
            ? HistoryKnowledge(
              hasEnded: statement.number(0) != 1, isGone: statement.number(1) != nil) : nil)
      }
      return known
    }
  }

  package func batch(before id: BatchID) throws(HistoryFailure) -> BatchID? {
    try perform { database throws(DatabaseFailure) in
      let statement = try database.statement(
        """
        SELECT id FROM batches
        WHERE gone_since IS NULL AND place < (
          SELECT place FROM batches WHERE id = ? ORDER BY number DESC LIMIT 1)
        ORDER BY place DESC LIMIT 1
        """)
      defer { statement.reset() }
      statement.bind([.text(id.text)])
      return try statement.step() ? statement.text(0).map { BatchID($0) } : nil
    }
  }

  package func changes(since time: Int) throws(HistoryFailure) -> [HistoryChange] {
    try perform { database throws(DatabaseFailure) in
      let statement = try database.statement(
        "SELECT seen_at, id, field, old, new FROM changes WHERE seen_at >= ? ORDER BY rowid")
      defer { statement.reset() }
      statement.bind([.number(time)])
      var changes: [HistoryChange] = []
      while try statement.step() {
        changes.append(
          HistoryChange(
            seenAt: statement.number(0) ?? 0, id: statement.text(1) ?? "",
            field: statement.text(2) ?? "", old: statement.text(3), new: statement.text(4)))
      }
      return changes
    }
  }

  package func coverage() throws(HistoryFailure) -> HistoryCoverage {
    try perform { database throws(DatabaseFailure) in
      try database.snapshot { () throws(DatabaseFailure) in
        HistoryCoverage(
          gaps: try database.number(
            "SELECT count(*) FROM batches WHERE gap_below = 1 AND gone_since IS NULL") ?? 0,
          headReadAt: try database.number(
            "SELECT started_at FROM readings WHERE from_head = 1 ORDER BY reading DESC LIMIT 1"))
      }
    }
  }

  package func stats() throws(HistoryFailure) -> HistoryStats {
    let coverage = try coverage()
    return try perform { database throws(DatabaseFailure) in
      try database.snapshot { () throws(DatabaseFailure) in
        func count(_ sql: String) throws(DatabaseFailure) -> Int { try database.number(sql) ?? 0 }
        var stats = HistoryStats(coverage: coverage)
        stats.present = try count("SELECT count(*) FROM batches WHERE gone_since IS NULL")
        stats.active = try count(
          "SELECT count(*) FROM batches WHERE active = 1 AND gone_since IS NULL")
        stats.gone = try count("SELECT count(*) FROM batches WHERE gone_since IS NOT NULL")
        stats.changes = try count("SELECT count(*) FROM changes")
        stats.firstSeen = try database.number("SELECT min(first_seen) FROM batches")
        stats.size = file.size
        return stats
      }
    }
  }

  package func clear(before time: Int) throws(HistoryFailure) -> Int {
    try perform { database throws(DatabaseFailure) in
      // Overwrites deleted content.
      try database.run("PRAGMA secure_delete = ON")
      let count = try database.transaction { () throws(DatabaseFailure) in
        let count = try database.number(
          "SELECT count(*) FROM batches WHERE last_seen < ?", .number(time))
        // Deleted rows leave gaps.
        try database.change(
          """
          UPDATE batches SET gap_below = 1 WHERE number IN (
            SELECT number FROM (
              SELECT number, last_seen, lead(last_seen) OVER (ORDER BY place) AS next
              FROM batches WHERE gone_since IS NULL)
            WHERE last_seen >= ?1 AND next < ?1)
          """, .number(time))
        try database.change("DELETE FROM batches WHERE last_seen < ?", .number(time))
        try database.change("DELETE FROM changes WHERE seen_at < ?", .number(time))
        try database.change(
          """
          DELETE FROM readings WHERE started_at < ?
            AND reading < (SELECT max(reading) FROM readings)
          """, .number(time))
        return count
      }
      try database.run("VACUUM")
      try database.run("PRAGMA wal_checkpoint(TRUNCATE)")
      return count ?? 0
    }
  }

  // MARK: The file

  /// Runs the body on the open file. Where that turns out to be damaged, it is set aside, and the body runs
  /// on an empty one in its place.
  /// - Parameter retries: whether the body may run again.
  private func perform<Value>(
    _ body: (Database) throws(DatabaseFailure) -> Value, retries: () -> Bool = { true }
  ) throws(HistoryFailure) -> Value {
    var isRetry = false
    while true {
      let opening = try opened()
      let result = Result { () throws(DatabaseFailure) in try body(try opening.get()) }
      switch result {
      case .success(let value): return value
      case .failure(let failure):
        // SQLite opens what looks like a newer format than its own for reading only.
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

  /// The open file, or why SQLite rejects it.
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

  /// - Returns: the version of the tables, where it is newer than any that this program knows.
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
