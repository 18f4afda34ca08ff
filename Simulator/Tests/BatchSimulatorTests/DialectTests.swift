import Batches
import Testing

@testable import BatchSimulator

/// Every provider's API as the client reads it.
@Suite struct DialectTests {
  static let now = 1_749_049_200
  static let fleet = Fleet(count: 130, seed: 1, start: now)

  private static func answer(
    _ dialect: Dialect, _ path: [String], _ query: [String: String] = [:]
  ) -> Answer {
    var api = BatchAPI(fleet: fleet, seed: 1)
    api.dialect = dialect
    let whole = dialect.server.path + path.map { $0 == "{account}" ? "demo" : $0 }
    return api.answer(
      Call(path: "/" + whole.joined(separator: "/"), query: query), number: 0, at: now)
  }

  /// The list, read page by page as its dialect says.
  private static func rows(_ dialect: Dialect) throws -> [Batch] {
    var rows: [Batch] = []
    var query: [String: String] = dialect.list.limit.map { [$0: "50"] } ?? [:]
    for number in 1...20 {
      let answer = answer(dialect, dialect.list.path, query)
      let body = try PageBody(parsing: answer.body, dialect: dialect)
      let page = body.decode()
      rows += page.batches
      switch dialect.list.paging {
      case .after(let name):
        guard page.hasMore == true, let last = rows.last else { return rows }
        query[name] = last.id
      case .token(let name):
        guard let token = body.nextToken else { return rows }
        query[name] = token
      case .number(let name):
        guard rows.count < body.total ?? 0 else { return rows }
        query[name] = String(number)
      }
    }
    return rows
  }

  private static func matches(_ row: Batch, _ original: Batch) -> Bool {
    row.id == original.id || row.id.hasSuffix("/" + original.id)
  }

  @Test(arguments: Dialect.all) func theListIsReadToItsEnd(dialect: Dialect) throws {
    let rows = try Self.rows(dialect)
    #expect(rows.count == 130)
    for (index, row) in rows.enumerated() {
      let original = Self.fleet.batch(129 - index, at: Self.now)
      #expect(Self.matches(row, original))
      #expect(row.status.meaning != .unknown, "\(row.status.text)")
      // Cohere has no word for a batch that ran out of time, and xAI none for most states.
      if row.status.isTerminal != original.status.isTerminal {
        Issue.record("\(row.status) for \(original.status)")
      }
      if let created = original.times[.created], dialect != .xai {
        #expect(row.times[.created] == created)
      }
      guard dialect != .together, dialect != .anthropic else { continue }
      #expect(row.counts?.total ?? 0 == original.counts?.total ?? 0)
      #expect(row.counts?.failed ?? 0 == original.counts?.failed ?? 0)
    }
  }

  @Test(arguments: Dialect.all) func oneBatchIsTheOneOfTheList(dialect: Dialect) throws {
    let original = Self.fleet.batch(5, at: Self.now)
    let answer = Self.answer(dialect, dialect.list.path + [original.id])
    let batch = try Batch(decoding: answer.body, dialect: dialect)
    #expect(Self.matches(batch, original))
    let unknown = Self.answer(dialect, dialect.list.path + ["nobody"])
    #expect(unknown.status == 404)
  }

  @Test func aTokenThatNoPageHadIsRefused() {
    #expect(Self.answer(.cohere, ["batches"], ["page_token": "x"]).status == 400)
    #expect(Self.answer(.anthropic, ["messages", "batches"], ["after_id": "x"]).status == 400)
    #expect(Self.answer(.fireworks, Dialect.fireworks.list.path, ["pageSize": "201"]).status == 400)
  }

}
