import Batches

/// Writes consecutive rows of the server's list to the table of batches, in a transaction.
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

  /// What the table holds of a batch.
  private struct KnownRow {
    var number: Int
    var place: Int
    var gapBelow: Bool
    var isGone: Bool
    /// Nil where nothing has changed.
    var before: Batch?
  }

  /// - Returns: the numbers of the first and the last row; nil without rows.
  func record(_ batches: [Batch], _ start: Start) throws(DatabaseFailure) -> (
    first: Int, last: Int
  )? {
    var seen: Set<BatchID> = []
    let batches = batches.filter { seen.insert($0.key).inserted }
    guard !batches.isEmpty else { return nil }
    var known: [KnownRow?] = []
    for batch in batches { known.append(try find(batch)) }
    var before = try place(before: batches, known, start)
    var numbers = known.map { $0?.number }
    // Rows that keep their places; the others go between them.
    var stays = IncreasingRun.members(of: known.map { $0?.place }, above: before)
    var index = 0
    while index < batches.count {
      if stays[index], let row = known[index] {
        try update(row, batches[index], place: row.place)
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
          batches[index + offset], known[index + offset], place, gapBelow: isLast)
      }
      before = room.last
      index = end
    }
    guard let first = numbers[0], let last = numbers[batches.count - 1] else { return nil }
    return (first, last)
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
        "SELECT max(place) FROM batches WHERE place < ?", .number(first))
    } else if let created = batches.lazy.compactMap({ $0.times[.created] }).first {
      neighbour = try database.number(
        "SELECT max(place) FROM batches WHERE created_at >= ?", .number(created))
    } else {
      neighbour = try database.number("SELECT max(place) FROM batches")
    }
    if known[0] == nil, let neighbour {
      try database.change("UPDATE batches SET gap_below = 1 WHERE place = ?", .number(neighbour))
    }
    return neighbour
  }

  private func place(of number: Int) throws(DatabaseFailure) -> Int? {
    try database.number("SELECT place FROM batches WHERE number = ?", .number(number))
  }

  private func number(at place: Int) throws(DatabaseFailure) -> Int? {
    try database.number("SELECT number FROM batches WHERE place = ?", .number(place))
  }

  /// Places right after one, or at the head; nil where there is no room.
  private func places(
    for count: Int, behind before: Int?
  ) throws(DatabaseFailure) -> [Int]? {
    let after =
      if let before {
        try database.number("SELECT min(place) FROM batches WHERE place > ?", .number(before))
      } else {
        try database.number("SELECT min(place) FROM batches")
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
        FROM batches;
      UPDATE batches SET place = spread.place FROM spread WHERE spread.number = batches.number;
      DROP TABLE spread;
      """)
  }

  // MARK: Rows

  private func find(_ batch: Batch) throws(DatabaseFailure) -> KnownRow? {
    let statement = try database.statement(
      """
      SELECT number, place, gap_below, gone_since, \(RowDecoder.columns)
      FROM batches WHERE id = ? ORDER BY number DESC LIMIT 1
      """)
    defer { statement.reset() }
    statement.bind([.text(batch.id)])
    guard try statement.step(), let number = statement.number(0), let place = statement.number(1)
    else { return nil }
    var row = KnownRow(
      number: number, place: place, gapBelow: statement.number(2) == 1,
      isGone: statement.number(3) != nil)
    let columns = RowColumns(batch)
    let isSame = statement.withText(4) { object in
      columns.object.withUnsafeBufferPointer { $0.hasSameBytes(as: object) }
    }
    if isSame, statement.text(6) == columns.meaning,
      (statement.number(7) == 1) == columns.namesFiles
    {
      return row
    }
    var decoder = RowDecoder(terms: batch.terms)
    decoder.add(statement, from: 4)
    let before = try decoder.finish()[0]
    guard !batch.isAnother(than: before) else {
      try Self.markGone(number, at: now, database)
      return nil
    }
    row.before = before
    return row
  }

  private func put(
    _ batch: Batch, _ known: KnownRow?, _ place: Int, gapBelow: Bool
  ) throws(DatabaseFailure) -> Int {
    guard let known else { return try insert(batch, place, gapBelow: gapBelow) }
    // Its neighbours are as far from consecutive as before.
    if known.gapBelow {
      try database.change(
        """
        UPDATE batches SET gap_below = 1
        WHERE place = (SELECT max(place) FROM batches WHERE place < ?)
        """, .number(known.place))
    }
    try update(known, batch, place: place)
    try database.change(
      "UPDATE batches SET gap_below = ? WHERE number = ?", .number(gapBelow ? 1 : 0),
      .number(known.number))
    return known.number
  }

  private static let insertion = """
    INSERT INTO batches (place, id, first_seen, last_seen, reading, gap_below, \
    \(RowColumns.names.joined(separator: ", ")))
    VALUES (\(Array(repeating: "?", count: 6 + RowColumns.names.count).joined(separator: ", ")))
    """

  private func insert(
    _ batch: Batch, _ place: Int, gapBelow: Bool
  ) throws(DatabaseFailure) -> Int {
    let statement = try database.statement(Self.insertion)
    defer { statement.reset() }
    statement.bind(
      [
        .number(place), .text(batch.id), .number(now), .number(now), .number(reading),
        .number(gapBelow ? 1 : 0),
      ] + RowColumns(batch).values)
    _ = try statement.step()
    let number = database.lastNumber
    if let newest, let created = batch.times[.created], created >= newest {
      try note(batch.id, "new", .null, .text(batch.status.text))
    }
    return number
  }

  private static let update = """
    UPDATE batches SET place = ?, last_seen = ?, reading = ?, gone_since = NULL, \
    \(RowColumns.names.map { "\($0) = ?" }.joined(separator: ", "))
    WHERE number = ?
    """

  private func update(_ row: KnownRow, _ batch: Batch, place: Int) throws(DatabaseFailure) {
    if row.isGone { try note(batch.id, "back", .null, .text(batch.status.text)) }
    if let before = row.before {
      for change in FieldChange.all(from: before, to: batch) {
        try note(batch.id, change.field, change.old, change.new)
      }
      let statement = try database.statement(Self.update)
      defer { statement.reset() }
      statement.bind(
        [.number(place), .number(now), .number(reading)] + RowColumns(batch).values
          + [.number(row.number)])
      _ = try statement.step()
    } else if place != row.place {
      try database.change(
        """
        UPDATE batches SET place = ?, last_seen = ?, reading = ?, gone_since = NULL
        WHERE number = ?
        """, .number(place), .number(now), .number(reading), .number(row.number))
    } else {
      try database.change(
        "UPDATE batches SET last_seen = ?, reading = ?, gone_since = NULL WHERE number = ?",
        .number(now), .number(reading), .number(row.number))
    }
  }

  /// Marks a row as gone, unless it already is; the row before it inherits a gap below it.
  static func markGone(
    _ number: Int, at now: Int, _ database: Database
  ) throws(DatabaseFailure) {
    try database.change(
      """
      INSERT INTO changes (seen_at, id, field, old)
        SELECT ?, id, 'gone', status FROM batches WHERE number = ? AND gone_since IS NULL
      """, .number(now), .number(number))
    try database.change(
      """
      UPDATE batches SET gap_below = 1 WHERE place = (
        SELECT max(above.place) FROM batches AS above, batches AS gone
        WHERE gone.number = ? AND gone.gap_below = 1 AND gone.gone_since IS NULL
          AND above.place < gone.place AND above.gone_since IS NULL)
      """, .number(number))
    try database.change(
      "UPDATE batches SET gone_since = ? WHERE number = ? AND gone_since IS NULL",
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

extension Batch {
  /// In seconds; servers that round differ by less.
  private static let createdTogether = 60

  /// Whether the server has given the id of an old batch to a new one.
  fileprivate func isAnother(than old: Batch) -> Bool {
    guard let created = times[.created], let before = old.times[.created],
      created - before > Self.createdTogether
    else { return false }
    return !old.isActive && isActive || inputFileID != old.inputFileID
  }
}
