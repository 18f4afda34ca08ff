import BatchStore
import Batches
import Screen
import TestSupport
import Testing

@testable import BatchInsight
@testable import BatchPresentation
@testable import Browser

/// `list FILTER --sort COLUMN` and `count FILTER` know the rows that the browser shows, in its order.
@Suite struct SameRowsTests {
  private static let pageSize = 20

  /// Batches, tabs, filters and orders of all kinds.
  private struct Chance {
    var random: SplitMix64

    mutating func pick<Value>(_ values: [Value]) -> Value {
      values[Int.random(in: 0..<values.count, using: &random)]
    }

    mutating func happens(in percent: Int) -> Bool {
      Int.random(in: 0..<100, using: &random) < percent
    }

    // MARK: Batches

    private static let statuses =
      BatchStatus.Meaning.allCases.filter { $0 != .unknown }.map { "\($0)" } + [
        "in_progress", "InProgress", "JOB_STATE_SUCCEEDED", "partially_failed", "canceled",
        "in_queue",
        "排队中", "archived", "",
      ]
    private static let names: [String?] = [
      nil, "", "nightly-eval", "Nightly Eval", "批处理-夜间评测", "批处理-夜间", "eval-2", "eval-10", "ｅｖａｌ",
      "-5", "a \"quoted\" name",
    ]
    /// Seconds, few of them, so that many times are equal.
    private static let spans = [0, 1, 60, 599, 600, 3600, 7200, 86_399, 86_400, 200_000, 2_600_000]

    /// Whether the server withholds counts, and whether it names files, is the same for all rows, as with
    /// real ones; the rest differs from row to row.
    mutating func batches() -> [Batch] {
      let hasCounts = happens(in: 80)
      let namesFiles = happens(in: 80)
      let terms = pick(Dialect.all).terms
      // A queue that moves, so that it is known what is usual.
      let usual = pick([60, 3600])
      return (0..<Int.random(in: 0...90, using: &random)).map { number in
        var batch = batch(number, usual: usual)
        if !hasCounts { batch.counts = nil }
        batch.namesFiles = namesFiles
        batch.terms = terms
        return batch
      }
    }

    private mutating func batch(_ number: Int, usual: Int) -> Batch {
      let now = Int(Fixture.now)
      let created = now - pick(Self.spans)
      let started = min(now, created + pick([usual, usual, usual, 5]))
      var times: [TimestampField: Int] = [.created: created, .inProgress: started]
      for field in TimestampField.allCases where field != .created && happens(in: 20) {
        times[field] = field == .expires ? created + 86_400 : min(now, started + pick(Self.spans))
      }
      if happens(in: 5) { times[.created] = nil }
      if happens(in: 5) { times[.completed] = created - 100 }
      let name = pick(Self.names)
      var batch = Batch(
        id: "b\(number)", status: BatchStatus(pick(Self.statuses)), times: Timestamps(times),
        counts: counts(), endpoint: pick([nil, "/v1/chat/completions", "/v1/embeddings"]),
        inputFileID: pick([nil, "file-in"]), outputFileID: pick([nil, "file-\(number)"]),
        errorFileID: pick([nil, "https://files.example.com/\(number)"]),
        fileName: pick([nil, "requests.jsonl", "请求.jsonl"]),
        metadata: name.map { [JSONMember("name", .string($0))] } ?? [])
      if happens(in: 20) {
        batch.errors = [BatchError(message: pick(["Invalid JSON", "模型不存在"]), code: "bad_line")]
      }
      if happens(in: 20) {
        batch.metadata.append(JSONMember("batch_description", .string("每晚 nightly")))
      }
      if happens(in: 40) {
        batch.extras.append(JSONMember("model", .string(pick(["qwen3", "GPT-5"]))))
      }
      if happens(in: 40) {
        let total = pick([JSONValue.null, .number("0"), .number("1200000"), .number("7")])
        batch.extras.append(JSONMember("usage", .object([JSONMember("total_tokens", total)])))
      }
      return batch
    }

    private mutating func counts() -> RequestCounts? {
      let numbers = [nil, 0, 1, 50, 100, 100]
      return happens(in: 20)
        ? nil
        : RequestCounts(
          total: pick(numbers), completed: pick(numbers), failed: pick(numbers),
          percent: pick([nil, nil, 50]))
    }

    // MARK: Filters

    mutating func filter() -> String {
      (0..<pick([0, 1, 1, 1, 2, 2, 3])).map { _ in
        (happens(in: 25) ? "-" : "") + term()
      }.joined(separator: " ")
    }

    private mutating func term() -> String {
      guard happens(in: 85) else {
        return pick(["eval", "NIGHTLY", "夜间", "\"nightly eval\"", "b1", "jsonl", "nothing"])
      }
      let field = pick(FilterField.allCases)
      switch field.kind {
      case .status:
        return "\(field):"
          + [
            pick(Self.statuses.filter { !$0.isEmpty }),
            pick(["failed", "stuck", "队", "all-failed"]),
          ]
          .prefix(pick([1, 2])).joined(separator: ",")
      case .verdict: return "\(field):" + pick(Verdict.Kind.allCases).rawValue
      case .text:
        return "\(field):"
          + pick([
            "eval", "b1,b2", "夜间", "file-", "chat", "qwen", "json", "bad_line", "模型", "nightly",
          ])
      // What is gone is in another list.
      case .gone: return "eval"
      case .span:
        return "\(field)" + pick(["<", ">", "<=", ">="])
          + pick(["1m", "10m", "1h", "1d", "30d", "0s"])
      case .date:
        return "\(field)" + pick(["<", ">", "<=", ">=", "="])
          + pick(["today", "yesterday", "2025-06-04", "06-01", "2025-06-04T14:30"])
      case .number:
        return "\(field)" + pick(["<", ">", "<=", ">=", "="])
          + pick(["0", "1", "100", "1.2M", "7"])
      case .percent:
        return "\(field)" + pick(["<", ">", "<=", ">=", "="]) + pick(["0", "50%", "100%"])
      }
    }
  }

  /// - Returns: ids in the order in which they come out.
  private func printed(
    _ query: ViewQuery, of batches: [Batch]
  ) -> (ids: [String], census: BatchCensus) {
    // As `count` asks for them, and as `list` does without fields.
    var counting = ListSelection(
      query: query, fields: ReportField("verdict").map { [$0] }, limit: nil, now: Fixture.now)
    var listing = ListSelection(query: query, limit: nil, now: Fixture.now)
    var rows: [Batch] = []
    for start in stride(from: 0, to: batches.count, by: Self.pageSize) {
      let page = Array(batches[start..<min(start + Self.pageSize, batches.count)])
      rows += listing.add(page, now: Fixture.now)
      _ = counting.add(page, now: Fixture.now)
    }
    rows += listing.finish()
    let census = BatchCensus(
      of: counting.finish(), now: counting.now, baselines: counting.baselines)
    return (rows.map(\.id), census)
  }

  @Test(arguments: 0..<40) func listAndCountKnowTheRowsOfTheBrowser(seed: UInt64) throws {
    var chance = Chance(random: SplitMix64(seed: seed))
    let batches = chance.batches()
    var browser = Conversation(batches, pageSize: Self.pageSize)
    browser.press("L")
    try #require(browser.state.list.count == batches.count)
    for _ in 0..<10 {
      var query = ViewQuery()
      query.tab = chance.pick(Tab.allCases)
      let text = chance.filter()
      query.filter = try Filter.parse(text, zone: .fixed(hours: 8), now: Int(Fixture.now)).get()
      query.order =
        chance.happens(in: 50)
        ? .server
        : chance.pick(
          ListColumn.allCases.flatMap { [SortOrder(by: $0), SortOrder(by: $0).reversed] })

      browser.press(.escape, .escape)
      browser.press("\(query.tab.rawValue + 1)/\(text)")
      browser.press(.enter)
      browser.press("so")
      if let column = query.order.column {
        browser.press("s\(column.content.letter)")
        if query.order != SortOrder(by: column) { browser.press("S") }
      }
      let state = browser.state
      try #require(state.query == query, "\(text), \(query.order)")
      let shown = (0..<state.matchCount).compactMap { state.shownRow(at: $0)?.batch.id }

      let (ids, census) = printed(query, of: batches)
      #expect(ids == shown, "\(query.tab) \(text) \(query.order.name ?? "")")
      #expect(census.total == state.matchCount)
    }
  }
}
