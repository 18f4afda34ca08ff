import Batches

extension SQLiteHistory {
  package func begin(_ start: HistoryStart, at now: Int) -> HistoryReading {
    HistoryReading(start, at: now)
  }

  package func record(
    _ batches: [Batch], in reading: inout HistoryReading, at now: Int
  ) throws(HistoryFailure) {
    guard !batches.isEmpty else { return }
    let before = reading
    reading = try connection.perform { database throws(DatabaseFailure) in
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
    reading.add(stretch.passages)
    reading.count(batches.count)
  }

  /// Enters a reading in the table, unless it is there, and finds where its next row belongs.
  private func open(
    _ reading: inout HistoryReading, _ database: Database
  ) throws(DatabaseFailure) -> PageRecorder.Start {
    reading.move(to: connection.generation)
    if reading.number == nil {
      reading.newest = try Self.newest(database)
      let isFromHead = reading.isFromHead
      try database.change(
        "INSERT INTO readings (started_at, from_head) VALUES (?, ?)",
        .number(reading.startedAt), .number(isFromHead ? 1 : 0))
      reading.number = database.lastNumber
      if isFromHead { try Self.forgetEmptiness(database) }
      if reading.isAdrift { return .somewhere }
      switch reading.start {
      case .head: return .head
      case .after(let id):
        reading.firstRow = try Self.row(of: id, database)
        reading.lastRow = reading.firstRow
      }
    }
    guard let last = reading.lastRow else { return reading.isFromHead ? .head : .somewhere }
    // It may have been cleared.
    let exists = try database.number("SELECT 1 FROM rows WHERE number = ?", .number(last)) != nil
    return exists ? .behind(last) : .somewhere
  }

  /// When the newest batch that is known was created. Servers list the newest first or last.
  private static func newest(_ database: Database) throws(DatabaseFailure) -> Int? {
    try database.number(
      """
      SELECT max(created_at) FROM (
        SELECT * FROM (SELECT created_at FROM rows ORDER BY place LIMIT 100)
        UNION ALL
        SELECT * FROM (SELECT created_at FROM rows ORDER BY place DESC LIMIT 100))
      """)
  }

  private static func row(
    of id: BatchID, _ database: Database
  ) throws(DatabaseFailure) -> Int? {
    try database.number("SELECT max(number) FROM rows WHERE id = ?", .text(id.text))
  }

  package func end(
    _ reading: HistoryReading, reachedEnd: Bool, at now: Int
  ) throws(HistoryFailure) {
    // A reading of nothing that did not reach the end says nothing.
    guard reading.number != nil || reachedEnd else { return }
    try connection.perform { database throws(DatabaseFailure) in
      try database.transaction { () throws(DatabaseFailure) in
        try end(reading, reachedEnd: reachedEnd, at: now, database)
      }
    }
  }

  private func end(
    _ reading: HistoryReading, reachedEnd: Bool, at now: Int, _ database: Database
  ) throws(DatabaseFailure) {
    var reading = reading
    guard reading.generation == connection.generation || reading.number == nil else { return }
    let start = try open(&reading, database)
    guard let number = reading.number else { return }
    // Behind a row that is not known, nothing can be said of what is missing.
    if case .somewhere = start, !reading.isFromHead { return }
    if reachedEnd { reading.reachEnd() }
    for passage in reading.passages {
      if let places = try places(of: passage, database) {
        try markGone(places, unlessSeenIn: number, at: now, database)
      }
    }
    if let places = try places(of: reading.whole, database) {
      try database.change(
        "UPDATE rows SET gap_below = 0 WHERE gap_below = 1 AND place >= ? AND place < ?",
        .number(places.lowerBound), .number(places.upperBound))
    }
    try database.change(
      "UPDATE readings SET ended_at = ?, batches = ?, to_end = ? WHERE reading = ?",
      .number(now), .number(reading.rows), .number(reachedEnd ? 1 : 0), .number(number))
    try database.change(
      "DELETE FROM readings WHERE reading <= ?", .number(number - Self.mostReadings))
  }

  /// From the place of the first row to that of the last; nil where one of them was forgotten.
  private func places(
    of passage: HistoryReading.Passage, _ database: Database
  ) throws(DatabaseFailure) -> Range<Int>? {
    func place(
      _ end: HistoryReading.Passage.End, _ listEnd: Int
    ) throws(DatabaseFailure) -> Int? {
      switch end {
      case .listEnd: listEnd
      case .row(let number):
        try database.number("SELECT place FROM rows WHERE number = ?", .number(number))
      }
    }
    guard let first = try place(passage.from, .min), let last = try place(passage.to, .max),
      first < last
    else { return nil }
    return first..<last
  }

  private func markGone(
    _ places: Range<Int>, unlessSeenIn reading: Int, at now: Int, _ database: Database
  ) throws(DatabaseFailure) {
    let missing = """
      FROM rows JOIN sightings ON sightings.number = rows.number
      WHERE place > ? AND place < ? AND reading < ? AND gone_since IS NULL
      """
    let limits = [places.lowerBound, places.upperBound, reading].map { SQLValue.number($0) }
    try database.change(
      """
      INSERT INTO changes (seen_at, id, field, old)
        SELECT ?, id, 'gone', status \(missing) ORDER BY place
      """, [.number(now)] + limits)
    try database.change(
      "UPDATE rows SET gone_since = ? WHERE number IN (SELECT rows.number \(missing))",
      [.number(now)] + limits)
  }

  /// How many readings are kept.
  private static let mostReadings = 1000

  package func markGone(_ id: BatchID, at now: Int) throws(HistoryFailure) {
    try connection.perform { database throws(DatabaseFailure) in
      try database.transaction { () throws(DatabaseFailure) in
        guard let row = try Self.row(of: id, database) else { return }
        try PageRecorder.markGone(row, at: now, database)
      }
    }
  }

  package func clear(before time: Int) throws(HistoryFailure) -> Int {
    try connection.perform { database throws(DatabaseFailure) in
      // What is deleted is overwritten, and not only forgotten.
      try database.run("PRAGMA secure_delete = ON")
      let count = try database.transaction { () throws(DatabaseFailure) in
        let count = try database.number(
          "SELECT count(*) FROM sightings WHERE last_seen < ?", .number(time))
        // Where rows are missing from now on is a gap.
        try database.change(
          """
          UPDATE rows SET gap_below = 1 WHERE number IN (
            SELECT number FROM (
              SELECT number, last_seen, lead(last_seen) OVER (ORDER BY place) AS next
              FROM batches WHERE gone_since IS NULL)
            WHERE last_seen >= ?1 AND next < ?1)
          """, .number(time))
        for table in ["rows", "objects", "sightings"] {
          try database.change(
            """
            DELETE FROM \(table)
            WHERE number IN (SELECT number FROM sightings WHERE last_seen < ?)
            """, .number(time))
        }
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
}
