import Batches

/// Rows that follow each other, found without a look at any other ones.
struct PageQuery {
  enum Direction {
    case after, before
  }

  private let which: HistorySelection
  private let direction: Direction

  init(_ which: HistorySelection, _ direction: Direction) {
    self.which = which
    self.direction = direction
  }

  /// What is selected behind the columns of `RowCollector`.
  private static let anchor = "number, place"

  var sql: String {
    let (comparison, order) = direction == .after ? (">", "ASC") : ("<", "DESC")
    return """
      SELECT \(RowCollector.columns), \(Self.anchor) FROM batches
      WHERE place \(comparison) ? AND \(which.condition) ORDER BY place \(order) LIMIT ?
      """
  }

  /// - Parameter generation: of the file.
  func page(
    _ database: Database, _ position: HistoryPosition?, limit: Int, terms: BatchTerms,
    generation: Int
  ) throws(DatabaseFailure) -> HistoryPage {
    let statement = try database.statement(sql)
    defer { statement.reset() }
    let limit = max(limit, 1)
    // One more shows whether there are more.
    statement.bind([.number(try place(position, database)), .number(limit + 1)])
    var collector = RowCollector(terms: terms)
    var positions: [HistoryPosition] = []
    var page = HistoryPage()
    while try statement.step() {
      if collector.count == limit {
        page.hasMore = true
        break
      }
      collector.add(statement)
      positions.append(
        HistoryPosition(
          number: statement.number(RowCollector.width) ?? 0,
          place: statement.number(RowCollector.width + 1) ?? 0, generation: generation))
    }
    page.rows = try collector.finish()
    if direction == .before {
      page.rows.reverse()
      positions.reverse()
    }
    (page.first, page.last) = (positions.first, positions.last)
    return page
  }

  private func place(
    _ position: HistoryPosition?, _ database: Database
  ) throws(DatabaseFailure) -> Int {
    guard let position else { return direction == .after ? .min : .max }
    return try database.number(
      "SELECT place FROM rows WHERE number = ?", .number(position.number)) ?? position.place
  }
}

extension HistorySelection {
  /// Of the rows, in SQL.
  var condition: String {
    switch self {
    case .present: "gone_since IS NULL"
    case .active: "active = 1 AND gone_since IS NULL"
    case .gaps: "gap_below = 1 AND gone_since IS NULL"
    case .all: "TRUE"
    }
  }
}
