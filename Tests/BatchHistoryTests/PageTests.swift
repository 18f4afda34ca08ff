import Batches
import Testing

@testable import BatchHistory

/// Rows a screenful at a time.
@Suite struct PageTests {
  private func letters(_ page: HistoryPage) -> String {
    page.rows.map(\.batch.id).joined() + (page.hasMore ? "…" : "")
  }

  @Test func rowsComeInOrderAStretchAtATime() throws {
    let history = TemporaryHistory()
    let store = history.history
    try history.read(.head, "abcDefg", reachesEnd: true)
    try history.read(.head, "abDefg", reachesEnd: true)
    let first = try store.rows(.present, after: nil, limit: 2)
    #expect(letters(first) == "ab…" && !first.reachesEnd)
    let second = try store.rows(.present, after: first.last, limit: 2)
    #expect(letters(second) == "de…")
    let third = try store.rows(.present, after: second.last, limit: 2)
    #expect(letters(third) == "fg" && third.reachesEnd)
    #expect(letters(try store.rows(.present, after: third.last, limit: 2)) == "")
    #expect(letters(try store.rows(.all, after: first.last, limit: 2)) == "cd…")
    #expect(letters(try store.rows(.active, after: nil, limit: 2)) == "d")
  }

  @Test func rowsSayWhatIsKnownOfThem() throws {
    let history = TemporaryHistory()
    try history.read(.head, "abcd", reachesEnd: true)
    let before = history.now
    try history.read(.head, "ac")
    let page = try history.history.rows(.all, after: nil, limit: 9)
    #expect(page.rows.map(\.lastSeen) == [history.now, before, history.now, before])
    #expect(page.rows.map(\.firstSeen) == [before, before, before, before])
    #expect(page.rows.map(\.goneSince) == [nil, history.now, nil, nil])
    #expect(page.reachesEnd)
    try history.read(.head, "x")
    let gap = try history.history.rows(.present, after: nil, limit: 1)
    #expect(gap.rows[0].gapBelow && gap.hasMore)
  }

  @Test func aHistoryWithoutRowsHasNoEnd() throws {
    let history = TemporaryHistory()
    #expect(try history.history.rows(.present, after: nil, limit: 9) == HistoryPage())
    try history.read(.head, "ab")
    let page = try history.history.rows(.present, after: nil, limit: 9)
    #expect(!page.hasMore && !page.reachesEnd)
  }

  @Test func readingGoesOnWhereTheLastRowIsNow() throws {
    let history = TemporaryHistory()
    let store = history.history
    try history.read(.head, "abcdef", reachesEnd: true)
    let page = try store.rows(.present, after: nil, limit: 3)
    // Above, between and at the position.
    try history.read(.head, "xabycdef")
    #expect(letters(try store.rows(.present, after: page.last, limit: 9)) == "def")
    try store.markGone("c", at: history.now)
    #expect(letters(try store.rows(.present, after: page.last, limit: 9)) == "def")
    try history.read(.head, "xabydef", reachesEnd: true)
    #expect(try store.clear(before: history.now) == 1)
    #expect(letters(try store.rows(.present, after: page.last, limit: 9)) == "def")
  }

  @Test func aPositionIsOneOfItsFile() throws {
    let history = TemporaryHistory()
    try history.read(.head, "abcdef", reachesEnd: true)
    let page = try history.history.rows(.present, after: nil, limit: 3)
    try history.file.remove()
    try history.read(.head, "ghijkl", reachesEnd: true)
    #expect(try history.history.rows(.present, after: page.last, limit: 9) == HistoryPage())
    #expect(letters(try history.history.rows(.present, after: nil, limit: 9)) == "ghijkl")
  }

  /// Neither all rows nor an order of all rows.
  @Test(arguments: [HistorySelection.present, .active, .gaps, .all])
  func onlyTheRowsOfAPageAreLookedAt(_ which: HistorySelection) throws {
    let history = TemporaryHistory()
    try history.read(.head, "abc")
    let database = try Database(history.file.path, .readWrite)
    let statement = try database.statement(
      "EXPLAIN QUERY PLAN " + PageQuery(which: which).sql)
    defer { statement.reset() }
    statement.bind([.number(0), .number(1)])
    while try statement.step() {
      let step = statement.text(3) ?? ""
      let isSearch = step.hasPrefix("SEARCH") && step.contains(" USING ")
      #expect(isSearch || step.hasPrefix("CORRELATED SCALAR SUBQUERY"), "\(step)")
    }
  }
}
