import Batches

/// Writes rows that follow each other in the server's list into the table of rows, in a transaction.
///
/// `place` is the sort key of the server's order. Places are far apart, so that rows can be inserted
/// between two others without moving any.
struct PageRecorder {
  private let database: Database
  /// In the table of readings.
  private let reading: Int
  private let now: Int
  /// When the newest batch known before this reading was created; nil for none.
  private let newest: Int?

  /// Between the places of two consecutive rows.
  private static let distance = 1 << 20

  init(_ database: Database, reading: Int, newest: Int?, now: Int) {
    self.database = database
    self.reading = reading
    self.newest = newest
    self.now = now
  }

  /// Where the first of the rows belongs.
  enum Start {
    case head
    /// After a row, by its number.
    case behind(Int)
    /// After a row that the table does not have.
    case somewhere
  }

  /// What was written of a page.
  struct Stretch {
    /// The numbers of the first and the last row.
    var first: Int
    var last: Int
    /// Between which of its rows, and before the first one, there may be others.
    var passages: [HistoryReading.Passage]
  }

  /// - Returns: nil without rows.
  func record(_ batches: [Batch], _ start: Start) throws(DatabaseFailure) -> Stretch? {
    let batches = Self.unique(batches)
    guard !batches.isEmpty else { return nil }
    let found = try find(batches, start)
    var known = found.rows
    var before = try place(before: batches, known, start)
    var numbers = known.map { $0?.number }
    // Rows that keep their places; the others go between them.
    var stays = IncreasingRun.members(of: known.map { $0?.place }, above: before)
    var index = 0
    while index < batches.count {
      if stays[index], let row = known[index] {
        try update(row, found.before[row.number], batches[index], place: row.place)
        before = row.place
        index += 1
        continue
      }
      let end = stays[index...].firstIndex(of: true) ?? batches.count
      guard let room = try places(for: end - index, behind: before) else {
        let anchor = try before.flatMap { place throws(DatabaseFailure) in
          try number(at: place)
        }
        try spreadPlaces()
        before = try anchor.flatMap { number throws(DatabaseFailure) in try self.place(of: number) }
        for later in index..<known.count {
          guard let number = known[later]?.number, let place = try place(of: number) else {
            continue
          }
          known[later]?.place = place
        }
        stays =
          stays[..<index]
          + IncreasingRun.members(of: known[index...].map { $0?.place }, above: before)
        continue
      }
      for (offset, place) in room.enumerated() {
        let isLast = index + offset == batches.count - 1
        numbers[index + offset] = try put(
          batches[index + offset], known[index + offset], found, place, gapBelow: isLast)
      }
      before = room.last
      index = end
    }
    try noteSighting(of: known.compactMap { $0?.number })
    return Self.stretch(numbers.compactMap { $0 }, found.follows, start)
  }

  /// The batches without those that a page has twice.
  private static func unique(_ batches: [Batch]) -> [Batch] {
    var seen: Set<BatchID> = []
    seen.reserveCapacity(batches.count)
    for index in batches.indices { seen.insert(batches[index].key) }
    if seen.count == batches.count { return batches }
    seen = []
    return batches.filter { seen.insert($0.key).inserted }
  }

  private func find(_ batches: [Batch], _ start: Start) throws(DatabaseFailure) -> FoundRows {
    let place: Int? =
      switch start {
      case .head: .min
      case .behind(let number): try self.place(of: number)
      case .somewhere: nil
      }
    var finder = try RowFinder(database, behind: place)
    let found = try finder.find(batches)
    for number in found.supplanted { try Self.markGone(number, at: now, database) }
    return found
  }

  /// - Parameter follows: whether each row is right behind the one before.
  private static func stretch(_ numbers: [Int], _ follows: [Bool], _ start: Start) -> Stretch? {
    guard let first = numbers.first, let last = numbers.last else { return nil }
    var stretch = Stretch(first: first, last: last, passages: [])
    for (index, number) in numbers.enumerated() where !follows[index] {
      let from: HistoryReading.Passage.End
      if index > 0 {
        from = .row(numbers[index - 1])
      } else {
        switch start {
        case .head: from = .listEnd
        case .behind(let number): from = .row(number)
        case .somewhere: continue
        }
      }
      stretch.passages.append(HistoryReading.Passage(from: from, to: .row(number)))
    }
    return stretch
  }

  // MARK: Places

  /// The place after which the rows begin; nil for the head.
  private func place(
    before batches: [Batch], _ known: [KnownRow?], _ start: Start
  ) throws(DatabaseFailure) -> Int? {
    switch start {
    case .head: return nil
    case .behind(let number): return try place(of: number)
    case .somewhere: break
    }
    let neighbour: Int?
    if let first = known.first(where: { $0 != nil })??.place {
      neighbour = try database.number(
        "SELECT max(place) FROM rows WHERE place < ?", .number(first))
    } else if let created = batches.lazy.compactMap({ $0.times[.created] }).first {
      neighbour = try database.number(
        "SELECT max(place) FROM rows WHERE created_at >= ?", .number(created))
    } else {
      neighbour = try database.number("SELECT max(place) FROM rows")
    }
    if known[0] == nil, let neighbour {
      try database.change("UPDATE rows SET gap_below = 1 WHERE place = ?", .number(neighbour))
    }
    return neighbour
  }

  private func place(of number: Int) throws(DatabaseFailure) -> Int? {
    try database.number("SELECT place FROM rows WHERE number = ?", .number(number))
  }

  private func number(at place: Int) throws(DatabaseFailure) -> Int? {
    try database.number("SELECT number FROM rows WHERE place = ?", .number(place))
  }

  /// Places right after one, or at the head; nil where there is no room.
  private func places(
    for count: Int, behind before: Int?
  ) throws(DatabaseFailure) -> [Int]? {
    let after =
      if let before {
        try database.number("SELECT min(place) FROM rows WHERE place > ?", .number(before))
      } else {
        try database.number("SELECT min(place) FROM rows")
      }
    switch (before, after) {
    case (nil, nil): return (1...count).map { $0 * Self.distance }
    case (nil, let after?): return (1...count).map { after - (count + 1 - $0) * Self.distance }
    case (let before?, nil): return (1...count).map { before + $0 * Self.distance }
    case (let before?, let after?):
      let step = (after - before) / (count + 1)
      return step > 0 ? (1...count).map { before + $0 * step } : nil
    }
  }

  /// Gives all rows places far apart, in the same order.
  private func spreadPlaces() throws(DatabaseFailure) {
    try database.run(
      """
      CREATE TEMP TABLE spread AS
        SELECT number, row_number() OVER (ORDER BY place, number) * \(Self.distance) AS place
        FROM rows;
      UPDATE rows SET place = spread.place FROM spread WHERE spread.number = rows.number;
      DROP TABLE spread;
      """)
  }

  // MARK: Rows

  private func put(
    _ batch: Batch, _ known: KnownRow?, _ found: FoundRows, _ place: Int, gapBelow: Bool
  ) throws(DatabaseFailure) -> Int {
    guard let known else { return try insert(batch, place, gapBelow: gapBelow) }
    // Its neighbours are as far from consecutive as before.
    if known.gapBelow {
      try database.change(
        """
        UPDATE rows SET gap_below = 1
        WHERE place = (SELECT max(place) FROM rows WHERE place < ?)
        """, .number(known.place))
    }
    try update(known, found.before[known.number], batch, place: place)
    try database.change(
      "UPDATE rows SET gap_below = ? WHERE number = ?", .number(gapBelow ? 1 : 0),
      .number(known.number))
    return known.number
  }

  private static let insertion = """
    INSERT INTO rows (place, id, first_seen, gap_below, digest, \
    \(RowColumns.names.joined(separator: ", ")))
    VALUES (\(Array(repeating: "?", count: 5 + RowColumns.names.count).joined(separator: ", ")))
    """

  private func insert(
    _ batch: Batch, _ place: Int, gapBelow: Bool
  ) throws(DatabaseFailure) -> Int {
    let statement = try database.statement(Self.insertion)
    defer { statement.reset() }
    statement.bind(
      [
        .number(place), .text(batch.id), .number(now), .number(gapBelow ? 1 : 0),
        .number(RowDigest.of(batch)),
      ] + RowColumns.values(of: batch))
    _ = try statement.step()
    let number = database.lastNumber
    try database.change(
      "INSERT INTO objects (number, object) VALUES (?, ?)", .number(number),
      .bytes(BatchJSON(batch).briefJSON()))
    try database.change(
      "INSERT INTO sightings (number, last_seen, reading) VALUES (?, ?, ?)", .number(number),
      .number(now), .number(reading))
    if let newest, let created = batch.times[.created], created >= newest {
      try note(batch.id, "new", .null, .text(batch.status.text))
    }
    return number
  }

  private static let update = """
    UPDATE rows SET place = ?, gone_since = NULL, digest = ?, \
    \(RowColumns.names.map { "\($0) = ?" }.joined(separator: ", "))
    WHERE number = ?
    """

  /// Writes what has changed of a row; for most of them that is nothing.
  /// - Parameter before: what it said; nil where that is the same.
  private func update(
    _ row: KnownRow, _ before: Batch?, _ batch: Batch, place: Int
  ) throws(DatabaseFailure) {
    if row.isGone { try note(batch.id, "back", .null, .text(batch.status.text)) }
    if let before {
      for change in FieldChange.all(from: before, to: batch) {
        try note(batch.id, change.field, change.old, change.new)
      }
      let statement = try database.statement(Self.update)
      defer { statement.reset() }
      statement.bind(
        [.number(place), .number(RowDigest.of(batch))] + RowColumns.values(of: batch)
          + [.number(row.number)])
      _ = try statement.step()
      try database.change(
        "UPDATE objects SET object = ? WHERE number = ?", .bytes(BatchJSON(batch).briefJSON()),
        .number(row.number))
    } else if row.isGone || place != row.place {
      try database.change(
        "UPDATE rows SET place = ?, gone_since = NULL WHERE number = ?", .number(place),
        .number(row.number))
    }
  }

  /// Rows that were written one after another have numbers that follow each other, so that a whole page takes
  /// few statements.
  private func noteSighting(of numbers: [Int]) throws(DatabaseFailure) {
    var rest = numbers.sorted()[...]
    while let first = rest.first {
      var last = first
      while rest.dropFirst().first == last + 1 {
        last += 1
        rest.removeFirst()
      }
      rest.removeFirst()
      try database.change(
        "UPDATE sightings SET last_seen = ?, reading = ? WHERE number BETWEEN ? AND ?",
        .number(now), .number(reading), .number(first), .number(last))
    }
  }

  /// Marks a row as gone, unless it already is; the row before it inherits a gap below it.
  static func markGone(
    _ number: Int, at now: Int, _ database: Database
  ) throws(DatabaseFailure) {
    try database.change(
      """
      INSERT INTO changes (seen_at, id, field, old)
        SELECT ?, id, 'gone', status FROM rows WHERE number = ? AND gone_since IS NULL
      """, .number(now), .number(number))
    try database.change(
      """
      UPDATE rows SET gap_below = 1 WHERE place = (
        SELECT max(above.place) FROM rows AS above, rows AS gone
        WHERE gone.number = ? AND gone.gap_below = 1 AND gone.gone_since IS NULL
          AND above.place < gone.place AND above.gone_since IS NULL)
      """, .number(number))
    try database.change(
      "UPDATE rows SET gone_since = ? WHERE number = ? AND gone_since IS NULL",
      .number(now), .number(number))
  }

  private func note(
    _ id: String, _ field: String, _ old: SQLValue, _ new: SQLValue
  ) throws(DatabaseFailure) {
    try database.change(
      "INSERT INTO changes (seen_at, id, field, old, new) VALUES (?, ?, ?, ?, ?)",
      .number(now), .text(id), .text(field), old, new)
  }
}
