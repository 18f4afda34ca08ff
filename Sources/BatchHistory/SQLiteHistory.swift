import Batches
import CSQLite

/// A history in an SQLite file. For one thread at a time; other programs may use the file concurrently.
package final class SQLiteHistory: HistoryStore {
  /// What may be done with the file.
  package enum Mode: Sendable, Hashable {
    /// It is created if it does not exist.
    case writing
    /// It must exist.
    case reading
  }

  let connection: HistoryConnection
  private let terms: BatchTerms

  /// Opens nothing yet.
  /// - Parameters:
  ///   - terms: of the provider, which the rows do not repeat.
  ///   - about: describes whose history the file is, for users.
  package init(
    _ file: HistoryFile, _ mode: Mode, terms: BatchTerms = BatchTerms(),
    about: [(name: String, value: String)] = []
  ) {
    connection = HistoryConnection(file, mode, about: about)
    self.terms = terms
  }

  /// The version of SQLite that is loaded.
  package static var libraryVersion: String { String(cString: sqlite3_libversion()) }

  /// Whether there is a file already.
  package var exists: Bool { connection.file.identity != nil }

  package func close() { connection.close() }

  /// Where the damaged file is now; nil where none was found.
  package var damaged: String? { connection.damaged }

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
    try connection.perform(read, retries: { !hasTaken })
    if let stopped { throw stopped }
  }

  package func rows(
    _ which: HistorySelection, after position: HistoryPosition?, limit: Int
  ) throws(HistoryFailure) -> HistoryPage {
    try connection.perform { database throws(DatabaseFailure) in
      if let position, position.generation != connection.generation { return HistoryPage() }
      return try database.snapshot { () throws(DatabaseFailure) in
        try PageQuery(which: which).page(
          database, position, limit: limit, terms: terms, generation: connection.generation)
      }
    }
  }

  package func row(of id: BatchID) throws(HistoryFailure) -> HistoryRow? {
    try connection.perform { database throws(DatabaseFailure) in
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
    try connection.perform { database throws(DatabaseFailure) in
      let statement = try database.statement(
        "SELECT active, gone_since FROM rows WHERE id = ? ORDER BY number DESC LIMIT 1")
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
    try connection.perform { database throws(DatabaseFailure) in
      let statement = try database.statement(
        """
        SELECT id FROM rows
        WHERE gone_since IS NULL AND place < (
          SELECT place FROM rows WHERE id = ? ORDER BY number DESC LIMIT 1)
        ORDER BY place DESC LIMIT 1
        """)
      defer { statement.reset() }
      statement.bind([.text(id.text)])
      return try statement.step() ? statement.text(0).map { BatchID($0) } : nil
    }
  }

  package func changes(since time: Int) throws(HistoryFailure) -> [HistoryChange] {
    try connection.perform { database throws(DatabaseFailure) in
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
    try connection.perform { database throws(DatabaseFailure) in
      try database.snapshot { () throws(DatabaseFailure) in
        HistoryCoverage(
          gaps: try database.number(
            "SELECT count(*) FROM rows WHERE gap_below = 1 AND gone_since IS NULL") ?? 0,
          headReadAt: try database.number(
            "SELECT started_at FROM readings WHERE from_head = 1 ORDER BY reading DESC LIMIT 1"))
      }
    }
  }

  package func stats() throws(HistoryFailure) -> HistoryStats {
    let coverage = try coverage()
    return try connection.perform { database throws(DatabaseFailure) in
      try database.snapshot { () throws(DatabaseFailure) in
        func count(_ sql: String) throws(DatabaseFailure) -> Int { try database.number(sql) ?? 0 }
        var stats = HistoryStats(coverage: coverage)
        stats.present = try count("SELECT count(*) FROM rows WHERE gone_since IS NULL")
        stats.active = try count(
          "SELECT count(*) FROM rows WHERE active = 1 AND gone_since IS NULL")
        stats.gone = try count("SELECT count(*) FROM rows WHERE gone_since IS NOT NULL")
        stats.changes = try count("SELECT count(*) FROM changes")
        stats.firstSeen = try database.number("SELECT min(first_seen) FROM rows")
        stats.size = connection.file.size
        return stats
      }
    }
  }
}
