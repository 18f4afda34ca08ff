import Batches
import Testing

@testable import BatchHistory

/// What is known after readings of a list, as `TemporaryHistory.picture` draws it.
@Suite struct RecordingTests {
  struct Step: Sendable {
    var start: HistoryStart
    var pages: [String]
    var reachesEnd: Bool

    static func head(_ pages: String..., end: Bool = false) -> Step {
      Step(start: .head, pages: pages, reachesEnd: end)
    }

    static func after(_ id: BatchID, _ pages: String..., end: Bool = false) -> Step {
      Step(start: .after(id), pages: pages, reachesEnd: end)
    }
  }

  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var steps: [Step]
    var picture: String
    /// Since the last step.
    var changes: [String] = []
  }

  static let cases = [
    Case(testDescription: "a whole list", steps: [.head("abc", end: true)], picture: "abc"),
    Case(
      testDescription: "a list in pages", steps: [.head("abc", "def", end: true)],
      picture: "abcdef"),
    Case(
      testDescription: "a part leaves a gap behind it", steps: [.head("abc")], picture: "abc|"),
    Case(testDescription: "an empty list", steps: [.head(end: true)], picture: ""),
    Case(
      testDescription: "new rows that meet known ones",
      steps: [.head("cde", end: true), .head("abcd")], picture: "abcde",
      changes: ["new a", "new b"]),
    Case(
      testDescription: "new rows that do not", steps: [.head("def", end: true), .head("ab")],
      picture: "ab|def", changes: ["new a", "new b"]),
    Case(
      testDescription: "a gap is closed",
      steps: [.head("ef", end: true), .head("ab"), .after("b", "cd", "e")],
      picture: "abcdef", changes: []),
    Case(
      testDescription: "the tail is read on",
      steps: [.head("ab"), .after("b", "cd", end: true)], picture: "abcd"),
    Case(
      testDescription: "what is missing among rows is gone",
      steps: [.head("abcdef", end: true), .head("abd")], picture: "ab(c)def",
      changes: ["gone c"]),
    Case(
      testDescription: "what is missing at the head is gone",
      steps: [.head("abcd", end: true), .head("cd")], picture: "(a)(b)cd",
      changes: ["gone a", "gone b"]),
    Case(
      testDescription: "what is missing at the end is gone",
      steps: [.head("abcd", end: true), .head("ab", end: true)], picture: "ab(c)(d)",
      changes: ["gone c", "gone d"]),
    Case(
      testDescription: "what was not reached is not gone",
      steps: [.head("abcd", end: true), .head("ab")], picture: "abcd"),
    Case(
      testDescription: "all are gone",
      steps: [.head("ab", end: true), .head(end: true)], picture: "(a)(b)",
      changes: ["gone a", "gone b"]),
    Case(
      testDescription: "a gone row comes back",
      steps: [.head("abc", end: true), .head("ac", end: true), .head("abc", end: true)],
      picture: "abc", changes: ["back b"]),
    Case(
      testDescription: "an end is seen",
      steps: [.head("Abc", end: true), .head("ab")], picture: "abc", changes: ["status a"]),
    Case(
      testDescription: "a row that was moved to the head",
      steps: [.head("abcd", end: true), .head("dab")], picture: "dabc"),
    Case(
      testDescription: "a row that was moved does not hide a missing one",
      steps: [.head("abcdefg", end: true), .head("dabe", "g")], picture: "dab(c)e(f)g",
      changes: ["gone c", "gone f"]),
    Case(
      testDescription: "what is missing between two pages is gone",
      steps: [.head("abcdef", end: true), .head("ab", "ef")], picture: "ab(c)(d)ef",
      changes: ["gone c", "gone d"]),
    Case(
      testDescription: "what is missing behind new rows is gone",
      steps: [.head("abcdef", end: true), .head("axy", "zd")], picture: "axyz(b)(c)def",
      changes: ["gone b", "gone c"]),
    Case(
      testDescription: "what was passed over comes later",
      steps: [.head("abcdef", end: true), .head("ad", "bef", end: true)], picture: "a(c)dbef",
      changes: ["gone c"]),
    Case(
      testDescription: "the other way round",
      steps: [.head("abcd", end: true), .head("dcba", end: true)], picture: "dcba"),
    Case(
      testDescription: "a row between two others",
      steps: [.head("ac", end: true), .head("abc")], picture: "abc"),
    Case(
      testDescription: "behind something that is not known, by age",
      steps: [.head("abgh", end: true), .after("x", "de")], picture: "ab|de|gh"),
    Case(
      testDescription: "behind something that is not known, with a row that is",
      steps: [.head("abgh", end: true), .after("x", "eg")], picture: "ab|egh"),
    Case(
      testDescription: "an id twice in a page", steps: [.head("aba", end: true)], picture: "ab"),
    Case(
      testDescription: "older rows are not news",
      steps: [.head("ab"), .head("abcd", end: true)], picture: "abcd"),
    Case(
      testDescription: "half of the account is lost",
      steps: [.head("abcdefgh", end: true), .head("aceg", end: true)],
      picture: "a(b)c(d)e(f)g(h)", changes: ["gone b", "gone d", "gone f", "gone h"]),
  ]

  @Test(arguments: cases)
  func records(_ given: Case) throws {
    let history = TemporaryHistory()
    var last = 0
    for step in given.steps {
      history.now += 60
      last = history.now
      var reading = history.history.begin(step.start, at: history.now)
      for page in step.pages {
        try history.history.record(
          TemporaryHistory.batches(page), in: &reading, at: history.now)
      }
      try history.history.end(reading, reachedEnd: step.reachesEnd, at: history.now)
    }
    #expect(try history.picture() == given.picture)
    #expect(try history.changes(since: last) == given.changes)
  }

  /// Whatever happens to the list: after a reading, the history has what was read, in that order, and
  /// nothing else before its end.
  @Test(arguments: 0..<30)
  func whatWasReadIsThere(seed: Int) throws {
    let history = TemporaryHistory()
    var random = SplitMix64(seed: UInt64(seed))
    func number(below limit: Int) -> Int { Int(random.next() % UInt64(max(limit, 1))) }
    var list = Array("abcdefghijkl")
    var others = Array("mnopqrstuvwxyz")
    for _ in 0..<12 {
      for _ in 0..<number(below: 4) {
        let index = number(below: list.count)
        switch number(below: 4) {
        case 0 where !list.isEmpty:
          others.append(Character(list.remove(at: index).lowercased()))
        case 1 where !list.isEmpty:
          let letter = list.remove(at: index)
          list.insert(letter, at: number(below: list.count + 1))
        case 2 where !list.isEmpty:
          list[index] = Character(
            list[index].isUppercase ? list[index].lowercased() : list[index].uppercased())
        default:
          if !others.isEmpty {
            list.insert(others.remove(at: number(below: others.count)), at: index)
          }
        }
      }
      let isWhole = number(below: 2) == 0
      var rest = isWhole ? list[...] : list.prefix(number(below: list.count + 1))
      let expected = String(rest)
      history.now += 60
      var reading = history.history.begin(.head, at: history.now)
      while !rest.isEmpty {
        let page = rest.prefix(1 + number(below: 5))
        rest.removeFirst(page.count)
        try history.history.record(
          TemporaryHistory.batches(String(page)), in: &reading, at: history.now)
      }
      try history.history.end(reading, reachedEnd: isWhole, at: history.now)
      let present = try history.rows(.present).map { row in
        row.batch.isActive ? row.batch.id.uppercased() : row.batch.id
      }.joined()
      #expect(isWhole ? present == expected : present.hasPrefix(expected))
    }
  }

  @Test func rowsFindRoomBetweenTwoOthersAgainAndAgain() throws {
    let history = TemporaryHistory()
    func page(_ numbers: [Int]) -> [Batch] { numbers.map { Batch(id: "\($0)") } }
    var numbers = [0, 10_000]
    // Each time just behind the first: the room between two places halves.
    for number in stride(from: 9_999, to: 9_900, by: -1) {
      numbers.insert(number, at: 1)
      var reading = history.history.begin(.head, at: 1)
      try history.history.record(page(numbers), in: &reading, at: 1)
      try history.history.end(reading, reachedEnd: true, at: 1)
    }
    #expect(try history.rows().map(\.batch.id) == numbers.map(String.init))
    #expect(try history.rows().allSatisfy { $0.goneSince == nil && !$0.gapBelow })
  }

  @Test func anIdOfAnEndedBatchIsGivenToAnotherOne() throws {
    let history = TemporaryHistory()
    try history.read(.head, "abc", reachesEnd: true)
    var heir = TemporaryHistory.batches("B")[0]
    heir.times[.created] = 950_000
    var reading = history.history.begin(.head, at: history.now)
    try history.history.record(
      [heir] + TemporaryHistory.batches("ac"), in: &reading, at: history.now)
    try history.history.end(reading, reachedEnd: true, at: history.now)
    #expect(try history.picture() == "Ba(b)c")
    #expect(try history.changes() == ["gone b", "new b"])
    try history.read(.head, "B", reachesEnd: false)
    #expect(try history.picture() == "Ba(b)c")
  }

  @Test func changesHaveTheValuesBeforeAndAfter() throws {
    let history = TemporaryHistory()
    try history.read(.head, "A", reachesEnd: true)
    var batch = TemporaryHistory.batches("a")[0]
    batch.times[.completed] = 950_000
    batch.counts = RequestCounts(total: 10, completed: 8, failed: 2)
    batch.outputFileID = "file"
    batch.errors = [BatchError(message: "no")]
    batch.metadata = [JSONMember("name", .string("x"))]
    var reading = history.history.begin(.head, at: 5)
    try history.history.record([batch], in: &reading, at: 5)
    let changes = try history.history.changes(since: 0)
    let texts = changes.map { "\($0.field): \($0.old ?? "–") → \($0.new ?? "–")" }
    #expect(
      texts == [
        "status: in_progress → completed", "name: a → x", "completed_at: – → 950000",
        "total: – → 10", "completed: – → 8", "failed: – → 2", "output_file_id: – → file",
        #"errors: – → ["no"]"#,
      ])
    #expect(changes.allSatisfy { $0.seenAt == 5 && $0.id == "a" })
  }

  @Test func theGapBelowAGoneRowIsBelowTheOneBeforeIt() throws {
    let history = TemporaryHistory()
    try history.read(.head, "abc")
    try history.history.markGone("c", at: 5)
    #expect(try history.picture() == "ab|(c)")
    try history.history.markGone("a", at: 6)
    #expect(try history.picture() == "(a)b|(c)")
    #expect(try history.changes() == ["gone c", "gone a"])
  }

  /// What a reading costs where nothing has changed.
  @Test func whatIsTheSameIsNotWrittenAgain() throws {
    let history = TemporaryHistory()
    try history.read(.head, "abCd", "efGh", reachesEnd: true)
    let database = try Database(history.file.path, .readWrite)
    for table in ["rows", "objects"] {
      try database.run(
        """
        CREATE TRIGGER no_\(table) BEFORE UPDATE ON \(table)
        BEGIN SELECT raise(ABORT, 'written again'); END
        """)
    }
    try history.read(.head, "abCd", "efGh", reachesEnd: true)
    try history.read(.after("b"), "Cde")
    #expect(
      try history.rows().map(\.lastSeen)
        == [60, 60, 120, 120, 120, 60, 60, 60].map { $0 + 1_000_060 })
    #expect(history.history.damaged == nil)
    try history.read(.head, "abcd")
    #expect(history.history.damaged != nil)
  }

  @Test func theClockMayBeSetBack() throws {
    let history = TemporaryHistory()
    try history.read(.head, "abc", reachesEnd: true)
    history.now = 500
    try history.read(.head, "aC", reachesEnd: true)
    #expect(try history.picture() == "a(b)C")
    #expect(try history.rows().map(\.lastSeen) == [560, 1_000_060, 560])
  }

  @Test func forgettingLeavesGaps() throws {
    let history = TemporaryHistory()
    try history.read(.head, "abcdef", reachesEnd: true)
    let first = history.now
    try history.read(.head, "ab")
    try history.read(.after("d"), "e")
    #expect(try history.history.clear(before: first + 1) == 3)
    #expect(try history.picture() == "ab|e|")
    #expect(try history.changes() == [])
    try history.read(.after("b"), "cde")
    #expect(try history.picture() == "abcde|")
  }

  @Test func aReadingGoesOnWhereRowsWereForgottenMeanwhile() throws {
    let history = TemporaryHistory()
    var reading = history.history.begin(.head, at: 10)
    try history.history.record(TemporaryHistory.batches("ab"), in: &reading, at: 10)
    #expect(try history.history.clear(before: 20) == 2)
    try history.history.record(TemporaryHistory.batches("cd"), in: &reading, at: 30)
    try history.history.end(reading, reachedEnd: true, at: 30)
    #expect(try history.rows(.present).map(\.batch.id) == ["c", "d"])
  }

  @Test func statsCount() throws {
    let history = TemporaryHistory()
    try history.read(.head, "aBcD", reachesEnd: true)
    try history.read(.head, "aBc", reachesEnd: true)
    var stats = try history.history.stats()
    #expect(stats.size > 0)
    stats.size = 0
    #expect(
      stats
        == HistoryStats(
          coverage: HistoryCoverage(gaps: 0, headReadAt: 1_000_120), present: 3, active: 1,
          gone: 1, changes: 1, firstSeen: 1_000_060, size: 0))
    #expect(stats.coverage.isComplete)
  }
}
