/// The tables of a history; docs/history.md describes them for users.
enum Schema {
  /// The version of the tables, in `user_version`; what an older one lacks is in `migrations`.
  static let version = 1

  /// Statements that turn version n into n + 1, indexed by n. Version 0 is an empty file.
  static let migrations = [first]

  private static let first = """
    CREATE TABLE about (
      name TEXT PRIMARY KEY,
      value TEXT
    ) WITHOUT ROWID;
    CREATE TABLE batches (
      number INTEGER PRIMARY KEY,
      place INTEGER NOT NULL,
      id TEXT NOT NULL,
      name TEXT NOT NULL,
      status TEXT NOT NULL,
      meaning TEXT NOT NULL,
      active INTEGER NOT NULL,
      created_at INTEGER,
      in_progress_at INTEGER,
      finalizing_at INTEGER,
      completed_at INTEGER,
      failed_at INTEGER,
      expired_at INTEGER,
      cancelling_at INTEGER,
      cancelled_at INTEGER,
      expires_at INTEGER,
      total INTEGER,
      completed INTEGER,
      failed INTEGER,
      percent REAL,
      names_files INTEGER NOT NULL,
      first_seen INTEGER NOT NULL,
      last_seen INTEGER NOT NULL,
      gone_since INTEGER,
      reading INTEGER NOT NULL,
      gap_below INTEGER NOT NULL,
      object TEXT NOT NULL
    );
    CREATE INDEX batches_by_id ON batches (id);
    CREATE INDEX batches_by_place ON batches (place);
    CREATE INDEX batches_active ON batches (place) WHERE active = 1 AND gone_since IS NULL;
    CREATE INDEX batches_gaps ON batches (place) WHERE gap_below = 1 AND gone_since IS NULL;
    CREATE TABLE changes (
      seen_at INTEGER NOT NULL,
      id TEXT NOT NULL,
      field TEXT NOT NULL,
      old,
      new
    );
    CREATE INDEX changes_by_time ON changes (seen_at);
    CREATE TABLE readings (
      reading INTEGER PRIMARY KEY AUTOINCREMENT,
      started_at INTEGER NOT NULL,
      ended_at INTEGER,
      batches INTEGER NOT NULL DEFAULT 0,
      from_head INTEGER NOT NULL,
      to_end INTEGER NOT NULL DEFAULT 0
    );
    """

  /// Brings the tables of a file up to date.
  /// - Parameter migrations: as `migrations`; others in tests.
  /// - Returns: the version, where it is newer than any that this program knows; nil otherwise.
  static func update(
    _ database: Database, _ migrations: [String] = migrations
  ) throws(DatabaseFailure) -> Int? {
    func version() throws(DatabaseFailure) -> Int {
      try database.number("PRAGMA user_version") ?? 0
    }
    let found = try version()
    if found == migrations.count { return nil }
    if found > migrations.count { return found }
    guard found >= 0 else { throw DatabaseFailure(.damaged, "negative version") }
    // Another program may have migrated it before this one got the lock.
    return try database.transaction { () throws(DatabaseFailure) in
      let current = try version()
      guard (0...migrations.count).contains(current) else { return current }
      for migration in migrations[current...] { try database.run(migration) }
      try database.run("PRAGMA user_version = \(migrations.count)")
      return nil
    }
  }
}
