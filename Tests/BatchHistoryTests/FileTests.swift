import Batches
import CSQLite
import FoundationEssentials
import Glibc
import Testing

@testable import BatchHistory

/// What happens to the file, and what happens with it.
@Suite struct FileTests {
  private func mode(_ path: String) -> mode_t {
    var found = stat()
    stat(path, &found)
    return found.st_mode & 0o777
  }

  @Test func onlyTheOwnerMayReadIt() throws {
    let before = umask(0)
    defer { umask(before) }
    let history = TemporaryHistory()
    try history.read(.head, "abc")
    #expect(mode(history.folder) == 0o700)
    #expect(mode(history.folder + "/data") == 0o700)
    for name in history.names {
      #expect(mode(history.folder + "/data/" + name) == 0o600, "\(name)")
    }
    chmod(history.file.path, 0o644)
    chmod(history.folder + "/data", 0o755)
    history.reopen()
    try history.read(.head, "abc")
    #expect(mode(history.file.path) == 0o600 && mode(history.folder + "/data") == 0o700)
  }

  @Test(arguments: [(rows: 10, isEmptied: false), (rows: 3000, isEmptied: true)])
  func aLongLogIsEmptiedInTheEnd(rows: Int, isEmptied: Bool) throws {
    let history = TemporaryHistory()
    var reading = history.history.begin(.head, at: 1)
    try history.history.record(
      (0..<rows).map { Batch(id: "b\($0)", fileName: String(repeating: "x", count: 500)) },
      in: &reading, at: 1)
    let size = history.file.logSize
    history.history.close()
    #expect(history.file.logSize == (isEmptied ? 0 : size))
    #expect(try history.rows().count == rows)
  }

  @Test func readingMakesNoFile() throws {
    let history = TemporaryHistory()
    let failure = #expect(throws: HistoryFailure.self) { try history.another(.reading).stats() }
    #expect(failure?.kind == .noFile)
    #expect(history.names == [])
  }

  @Test func aNewerFileIsLeftAlone() throws {
    let history = TemporaryHistory()
    try history.read(.head, "abc")
    history.history.close()
    let database = try Database(history.file.path, .readWrite)
    try database.run("PRAGMA user_version = \(Schema.version + 1)")
    for mode in [SQLiteHistory.Mode.writing, .reading] {
      let failure = #expect(throws: HistoryFailure.self) { try history.another(mode).stats() }
      #expect(failure?.kind == .newer)
    }
    history.reopen()
    #expect(throws: HistoryFailure.self) { try history.read(.head, "d") }
    #expect(try database.number("SELECT count(*) FROM batches") == 3)
    #expect(!history.names.contains { $0.contains("damaged") })
  }

  /// Each older version, with a migration that was made up for this test.
  @Test(arguments: 0...Schema.version)
  func anOlderFileIsBroughtUpToDate(version: Int) throws {
    let history = TemporaryHistory()
    try history.file.prepare()
    let database = try Database(history.file.path, .readWrite)
    #expect(try Schema.update(database, Array(Schema.migrations.prefix(version))) == nil)
    if version > 0 {
      try database.run("INSERT INTO about VALUES ('server', 'kept')")
    }
    let later = Schema.migrations + ["ALTER TABLE rows ADD COLUMN later INTEGER"]
    #expect(try Schema.update(database, later) == nil)
    #expect(try database.number("PRAGMA user_version") == later.count)
    #expect(try database.number("SELECT count(later) FROM rows") == 0)
    #expect(try database.number("SELECT count(*) FROM about") == (version > 0 ? 1 : 0))
    // As this program would see it.
    #expect(try Schema.update(database) == later.count)
  }

  /// What the first version wrote.
  private static let firstRows = """
    INSERT INTO batches (number, place, id, name, status, meaning, active, created_at, total,
      names_files, first_seen, last_seen, gone_since, reading, gap_below, object) VALUES
      (1, 10, 'a', 'a', 'in_progress', 'running', 1, 890300, NULL, 1, 5, 7, NULL, 2, 0,
        '{"id":"a","status":"in_progress","errors":[],"created_at":890300,"metadata":null}'),
      (2, 20, 'b', 'b', 'completed', 'completed', 0, 890200, 4, 1, 5, 6, 7, 1, 0,
        '{"id":"b","status":"completed","errors":[],"created_at":890200,
          "request_counts":{"total":4,"completed":null,"failed":null},"metadata":null}'),
      (3, 30, 'c', 'c', 'completed', 'completed', 0, 890100, NULL, 1, 5, 7, NULL, 2, 1,
        '{"id":"c","status":"completed","errors":[],"created_at":890100,"metadata":null}');
    INSERT INTO readings VALUES (1, 5, 5, 3, 1, 0), (2, 7, 7, 2, 1, 0);
    INSERT INTO changes VALUES (7, 'b', 'gone', 'completed', NULL);
    """

  @Test func theRowsOfTheFirstVersionAreKept() throws {
    let history = TemporaryHistory()
    try history.file.prepare()
    let database = try Database(history.file.path, .readWrite)
    #expect(try Schema.update(database, Array(Schema.migrations.prefix(1))) == nil)
    try database.run(Self.firstRows)
    #expect(try history.picture() == "A(b)c|")
    let rows = try history.rows()
    #expect(rows.map(\.firstSeen) == [5, 5, 5] && rows.map(\.lastSeen) == [7, 6, 7])
    #expect(rows[1].goneSince == 7 && rows[1].batch.counts?.total == 4)
    #expect(try history.history.coverage() == HistoryCoverage(gaps: 1, headReadAt: 7))
    // What is as it was is no change, although the rows are written anew.
    try history.read(.head, "Ac", reachesEnd: true)
    #expect(try history.changes() == ["gone b"])
    #expect(try database.number("SELECT count(digest) FROM rows") == 2)
    #expect(try history.picture() == "A(b)c")
  }

  @Test func aMigrationThatFailsChangesNothing() throws {
    let history = TemporaryHistory()
    try history.read(.head, "abc")
    let database = try Database(history.file.path, .readWrite)
    let later = Schema.migrations + ["ALTER TABLE rows ADD COLUMN later INTEGER; nonsense"]
    #expect(throws: DatabaseFailure.self) { try Schema.update(database, later) }
    #expect(try database.number("PRAGMA user_version") == Schema.version)
    #expect(try history.picture() == "abc|")
  }

  @Test func whatIsNoDatabaseIsSetAside() throws {
    let history = TemporaryHistory()
    try history.file.prepare()
    history.put(Array("not a database, but a text that is long enough".utf8))
    try history.read(.head, "abc")
    #expect(try history.picture() == "abc|")
    #expect(history.history.damaged == history.file.path + ".damaged")
    #expect(history.names.contains("test.sqlite.damaged"))
    history.history.close()
    for _ in 0..<5 {
      // From its log alone, SQLite would restore the file.
      unlink(history.file.path + "-wal")
      history.put(Array("again not a database".utf8))
      history.reopen()
      try history.read(.head, "abc")
    }
    #expect(
      history.names.filter { $0.contains(".damaged") && !$0.hasSuffix("-shm") } == [
        "test.sqlite.damaged", "test.sqlite.damaged-2", "test.sqlite.damaged-3",
      ])
  }

  /// Whatever byte is wrong: nothing crashes, and a history that can be used is there afterwards.
  @Test func anyByteMayBeDamaged() throws {
    let history = TemporaryHistory()
    try history.read(.head, "abcdefghij", "klmnopqrst", reachesEnd: true)
    history.history.close()
    let database = try Database(history.file.path, .readWrite)
    try database.run("PRAGMA wal_checkpoint(TRUNCATE)")
    let intact = history.bytes()
    var random = SplitMix64(seed: 5)
    // All of the header, and a sample of the rest.
    let positions =
      Array(0..<100) + (0..<300).map { _ in Int(random.next() % UInt64(intact.count)) }
    for position in positions {
      let fresh = TemporaryHistory()
      try fresh.file.prepare()
      var bytes = intact
      bytes[position] ^= UInt8(truncatingIfNeeded: random.next() | 1)
      fresh.put(bytes)
      do {
        _ = try fresh.rows()
        try fresh.read(.head, "abcdefghij", "klmnopqrst", reachesEnd: true)
        fresh.reopen(.reading)
        // An id that was damaged is a row of its own, which is gone.
        #expect(try fresh.rows(.present).map(\.batch.id).joined() == "abcdefghijklmnopqrst")
      } catch let failure as HistoryFailure {
        #expect(failure.kind == .newer, "byte \(position): \(failure)")
      }
    }
  }

  @Test(arguments: [0, 1, 100, 4096, 4097, 9000])
  func aFileThatWasCutIsRebuilt(length: Int) throws {
    let history = TemporaryHistory()
    try history.read(.head, "abcdefghij", "klmnopqrst", reachesEnd: true)
    history.history.close()
    let database = try Database(history.file.path, .readWrite)
    try database.run("PRAGMA wal_checkpoint(TRUNCATE)")
    let fresh = TemporaryHistory()
    try fresh.file.prepare()
    fresh.put(Array(history.bytes().prefix(length)))
    try fresh.read(.head, "abc", reachesEnd: true)
    #expect(try fresh.rows(.present).map(\.batch.id).joined() == "abc")
  }

  @Test(arguments: [true, false])
  func theFileMayBeReplacedOrRemovedMeanwhile(isReplaced: Bool) throws {
    let history = TemporaryHistory()
    var reading = history.history.begin(.head, at: 10)
    try history.history.record(TemporaryHistory.batches("ab"), in: &reading, at: 10)
    for name in history.names { unlink(history.folder + "/data/" + name) }
    if isReplaced {
      let other = history.another()
      var reading = other.begin(.head, at: 20)
      try other.record(TemporaryHistory.batches("yz"), in: &reading, at: 20)
      other.close()
    }
    try history.history.record(TemporaryHistory.batches("cd"), in: &reading, at: 30)
    try history.history.end(reading, reachedEnd: false, at: 30)
    let ids = try history.rows(.present).map(\.batch.id).joined()
    #expect(ids == (isReplaced ? "cdyz" : "cd"))
    #expect(history.history.damaged == nil)
  }

  /// Rows that were taken before the damage was met must not be taken twice.
  @Test func damageBehindRowsThatWereTakenIsToldToTheCaller() throws {
    let history = TemporaryHistory()
    let batches = (0..<1200).map { Batch(id: "b\($0)") }
    var reading = history.history.begin(.head, at: 1)
    try history.history.record(batches, in: &reading, at: 1)
    let database = try Database(history.file.path, .readWrite)
    try database.run(
      """
      UPDATE objects SET object = 'no JSON'
      WHERE number = (SELECT number FROM rows WHERE id = 'b900')
      """)
    var taken = 0
    #expect(throws: HistoryFailure.self) { try history.history.read(.all) { taken += $0.count } }
    #expect(taken == 500)
    #expect(history.names.contains("test.sqlite.damaged"))
  }
}
