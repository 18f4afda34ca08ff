import Batches

/// Consecutive rows, found without looking at any others.
struct PageQuery {
  let which: HistorySelection

  /// What is selected behind the columns of `RowCollector`.
  private static let anchor = "number, place"

  var sql: String {
    """
    SELECT \(RowCollector.columns), \(Self.anchor) FROM batches
    WHERE place > ? AND \(which.condition) ORDER BY place LIMIT ?
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
    var page = HistoryPage()
    while try statement.step() {
      if collector.count == limit {
        page.hasMore = true
        break
      }
      collector.add(statement)
      page.last = HistoryPosition(
        number: statement.number(RowCollector.width) ?? 0,
        place: statement.number(RowCollector.width + 1) ?? 0, generation: generation)
    }
    page.rows = try collector.finish()
    return page
  }

  private func place(
    _ position: HistoryPosition?, _ database: Database
  ) throws(DatabaseFailure) -> Int {
    guard let position else { return .min }
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
    case .gone: "gone_since IS NOT NULL"
    case .all: "TRUE"
    }
  }
}
