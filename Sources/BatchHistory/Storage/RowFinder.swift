import Batches

/// Where a row is.
struct KnownRow {
  var number: Int
  var place: Int
  var gapBelow: Bool
  var isGone: Bool
}

/// The rows of the batches of a page, as they were before it is written.
struct FoundRows {
  /// nil for a batch that has none.
  var rows: [KnownRow?] = []
  /// Whether no row is between that of a batch and that of the batch before.
  var follows: [Bool] = []
  /// What those rows said that have changed, by their numbers.
  var before: [Int: Batch] = [:]
  /// Rows whose id the server has given to another batch.
  var supplanted: [Int] = []
}

/// Finds the rows of batches that follow each other in the server's list.
///
/// As a rule they follow each other in the table, too, so its rows are read in their order, and only a
/// batch that is not the next of them is looked up.
struct RowFinder {
  private let database: Database
  private let scan: Statement
  /// The place of the row at which the scan is; nil where it has not begun, or is at its end.
  private var next: Int?
  private var isAtEnd = false
  /// Whether the row found last is right before the one at which the scan is.
  private var isBefore: Bool
  private var found = FoundRows()

  private static let columns = "number, place, id, gap_below, digest, gone_since"

  /// - Parameter start: the place behind which the rows are expected; nil where that is not known.
  init(_ database: Database, behind start: Int?) throws(DatabaseFailure) {
    self.database = database
    scan = try database.statement(
      """
      SELECT \(Self.columns) FROM rows WHERE place > ? AND gone_since IS NULL ORDER BY place
      """)
    isBefore = start != nil
    if let start { try startScan(behind: start) }
  }

  mutating func find(_ batches: [Batch]) throws(DatabaseFailure) -> FoundRows {
    // Rows cannot be written while they are read.
    defer { scan.reset() }
    found.rows.reserveCapacity(batches.count)
    found.follows.reserveCapacity(batches.count)
    for index in batches.indices { try find(batches[index]) }
    return found
  }

  private mutating func startScan(behind place: Int) throws(DatabaseFailure) {
    scan.reset()
    scan.bind([.number(place)])
    try step()
  }

  private mutating func step() throws(DatabaseFailure) {
    isAtEnd = try !scan.step()
    next = isAtEnd ? nil : scan.number(1)
  }

  private mutating func find(_ batch: Batch) throws(DatabaseFailure) {
    if next != nil, scan.isText(2, batch.id) {
      found.rows.append(try row(scan, of: batch))
      found.follows.append(isBefore)
      try step()
      isBefore = true
    } else {
      isBefore = false
      found.rows.append(try lookUp(batch))
      found.follows.append(false)
    }
  }

  private mutating func lookUp(_ batch: Batch) throws(DatabaseFailure) -> KnownRow? {
    let statement = try database.statement(
      "SELECT \(Self.columns) FROM rows WHERE id = ? ORDER BY number DESC LIMIT 1")
    defer { statement.reset() }
    statement.bind([.text(batch.id)])
    guard try statement.step(), let row = try row(statement, of: batch) else { return nil }
    if !row.isGone, !isAtEnd, row.place > next ?? .min {
      try startScan(behind: row.place)
      isBefore = true
    }
    return row
  }

  /// The current row of a statement; nil where it is that of another batch.
  private mutating func row(
    _ statement: Statement, of batch: Batch
  ) throws(DatabaseFailure) -> KnownRow? {
    guard let number = statement.number(0), let place = statement.number(1) else {
      throw DatabaseFailure(.damaged, "a row without a number")
    }
    let row = KnownRow(
      number: number, place: place, gapBelow: statement.number(3) == 1,
      isGone: statement.number(5) != nil)
    if statement.number(4) == RowDigest.of(batch) { return row }
    let before = try content(of: number, batch.terms)
    guard !batch.isAnother(than: before) else {
      found.supplanted.append(number)
      return nil
    }
    found.before[number] = before
    return row
  }

  private func content(of number: Int, _ terms: BatchTerms) throws(DatabaseFailure) -> Batch {
    let statement = try database.statement(
      "SELECT \(RowDecoder.columns) FROM batches WHERE number = ?")
    defer { statement.reset() }
    statement.bind([.number(number)])
    guard try statement.step() else { throw DatabaseFailure(.damaged, "a row is missing") }
    var decoder = RowDecoder(terms: terms)
    decoder.add(statement, from: 0)
    return try decoder.finish()[0]
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
