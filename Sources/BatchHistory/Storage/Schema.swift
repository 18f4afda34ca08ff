/// The tables of a history; docs/history.md describes them for users.
enum Schema {
  /// The version of the tables, in `user_version`; what an older one lacks is in `migrations`.
  static let version = migrations.count

  /// What makes version n + 1 of version n, by n. Version 0 is an empty file.
  static let migrations = [first, second]

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

  /// What is written at every reading, what is written at every change, and what is only looked at
  /// are apart: most readings find most rows as they were. A query of the view looks into the tables whose
  /// columns it names.
  private static let second = """
    CREATE TABLE rows (
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
      gone_since INTEGER,
      gap_below INTEGER NOT NULL,
      digest INTEGER
    );
    CREATE TABLE objects (
      number INTEGER PRIMARY KEY,
      object TEXT NOT NULL
    );
    CREATE TABLE sightings (
      number INTEGER PRIMARY KEY,
      last_seen INTEGER NOT NULL,
      reading INTEGER NOT NULL
    );
    INSERT INTO rows SELECT
      number, place, id, name, status, meaning, active, created_at, in_progress_at, finalizing_at,
      completed_at, failed_at, expired_at, cancelling_at, cancelled_at, expires_at, total,
      completed, failed, percent, names_files, first_seen, gone_since, gap_below,
      NULL
      FROM batches ORDER BY number;
    INSERT INTO objects SELECT number, object FROM batches ORDER BY number;
    INSERT INTO sightings SELECT number, last_seen, reading FROM batches ORDER BY number;
    DROP TABLE batches;
    CREATE INDEX rows_by_id ON rows (id);
    CREATE INDEX rows_by_place ON rows (place, gone_since);
    CREATE INDEX rows_active ON rows (place) WHERE active = 1 AND gone_since IS NULL;
    CREATE INDEX rows_gaps ON rows (place) WHERE gap_below = 1;
    CREATE VIEW batches AS SELECT
      number, place, id, name, status, meaning, active, created_at, in_progress_at, finalizing_at,
      completed_at, failed_at, expired_at, cancelling_at, cancelled_at, expires_at, total,
      completed, failed, percent, names_files, first_seen,
      (SELECT last_seen FROM sightings WHERE sightings.number = rows.number) AS last_seen,
      gone_since,
      (SELECT reading FROM sightings WHERE sightings.number = rows.number) AS reading,
      gap_below,
      (SELECT object FROM objects WHERE objects.number = rows.number) AS object
      FROM rows;
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
