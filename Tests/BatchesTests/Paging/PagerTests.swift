import Batches
import TestSupport
import Testing

@Suite struct PagerTests {
  private static func rows(_ count: Int) -> [String] { (1...max(1, count)).map { "r\($0)" } }

  @Test(arguments: [1, 4, 5, 6, 10, 23]) func walksAnHonestList(count: Int) {
    let walk = Walk(FakeList(rows: Self.rows(count)))
    #expect(walk.ids == Self.rows(count))
    #expect(walk.pager.coverage == .complete)
    #expect(walk.requests.count == (count + 4) / 5)
    #expect(walk.requests.first == PageRequest(after: nil, limit: 5))
  }

  @Test func startsWhereItIsTold() {
    let walk = Walk(FakeList(rows: Self.rows(12)), after: "r3")
    #expect(walk.ids == Self.rows(12).suffix(9))
    #expect(walk.pager.coverage == .complete)
  }

  @Test func endsWithAnEmptyList() {
    for hasMore in [FakeList.HasMore.honest, .missing, .alwaysFalse] {
      let walk = Walk(FakeList(rows: []) { $0.hasMore = hasMore })
      #expect(walk.pager.coverage == .complete)
      #expect(walk.requests.count == 1)
    }
    let walk = Walk(FakeList(rows: []) { $0.hasMore = .alwaysTrue })
    #expect(isIncomplete(walk.pager.coverage, saying: "but sends none"))
    #expect(walk.requests.count == 1)
  }

  @Test func seesThatPagingIsNotSupported() {
    for hasMore in [FakeList.HasMore.alwaysTrue, .missing, .honest] {
      let walk = Walk(
        FakeList(rows: Self.rows(12)) {
          $0.hasMore = hasMore
          $0.ignoresAfter = true
        })
      #expect(walk.ids == Self.rows(5))
      #expect(isIncomplete(walk.pager.coverage, saying: "does not seem to support paging"))
      #expect(walk.requests.count == 2)
    }
  }

  @Test func stopsInACircle() {
    let list = FakeList(rows: Self.rows(20)) {
      $0.hasMore = .alwaysTrue
      $0.cycle = ["r10": 0]
    }
    let walk = Walk(list)
    #expect(walk.ids == Self.rows(10))
    #expect(isIncomplete(walk.pager.coverage, saying: "repeats"))
    #expect(walk.requests.count == 3)
  }

  @Test(arguments: 1...4) func goesOnWhilePagesOverlapPartly(overlap: Int) {
    let walk = Walk(FakeList(rows: Self.rows(23)) { $0.overlap = overlap })
    #expect(walk.ids == Self.rows(23))
    #expect(walk.pager.coverage == .complete)
  }

  @Test func asksOnceMoreWhenNothingIsSaidOfMore() {
    for count in [3, 5, 10] {
      let walk = Walk(FakeList(rows: Self.rows(count)) { $0.hasMore = .missing })
      #expect(walk.ids == Self.rows(count))
      #expect(walk.pager.coverage == .complete)
      #expect(walk.requests.last?.after == BatchID("r\(count)"))
      #expect(walk.requests.count == (count + 4) / 5 + 1)
    }
  }

  @Test func believesWhatIsSaidOfMore() {
    let full = Walk(FakeList(rows: Self.rows(10)) { $0.hasMore = .alwaysFalse })
    #expect(full.ids == Self.rows(5))
    #expect(full.pager.coverage == .complete)

    // Pages with fewer rows than requested, although there are more.
    let short = Walk(FakeList(rows: Self.rows(10)) { $0.largestPage = 2 }, limit: 5)
    #expect(short.ids == Self.rows(10))
    #expect(short.requests.count == 5)
  }

  @Test func takesABareListForAll() {
    let walk = Walk(FakeList(rows: Self.rows(12)) { $0.isBare = true })
    #expect(walk.ids == Self.rows(12))
    #expect(walk.pager.coverage == .complete)
    #expect(walk.requests.count == 1)
  }

  @Test func anErrorBesideRowsMakesTheListDoubtful() {
    var pager = Pager(limit: 1)
    pager.accept(
      BatchPage(batches: [Batch(id: "a")], hasMore: true, errorBesideRows: "boom"), newIDs: 1)
    #expect(pager.coverage == .more)
    pager.accept(BatchPage(batches: [Batch(id: "b")], hasMore: false), newIDs: 1)
    #expect(isIncomplete(pager.coverage, saying: "boom"))
  }

  /// Pages as they are sent, and how many rows are missing at their end.
  @Test(
    arguments: [
      ([#""data":[{"id":"a"},{"id":"b"}],"has_more":false,"total":57"#], "57"),
      ([#""data":[{"id":"a"},{"id":"b"}],"has_more":false,"total_count":"57""#], "57"),
      ([#""data":[{"id":"a"}],"has_more":false,"pagination":{"totalItems":3}"#], "3"),
      ([#""data":{"items":[{"id":"a"}],"total":3},"has_more":false"#], "3"),
      ([#""data":[],"has_more":false,"total":3"#], "3"), ([#""data":null,"total":3"#], "3"),
      ([#""data":[{"id":"a"}],"total":3"#, #""data":[],"total":3"#], "3"),
      // All of them have arrived, or the number is none of rows.
      ([#""data":[{"id":"a"},{"id":"b"}],"has_more":false,"total":2"#], nil),
      ([#""data":[{"id":"a"},{}],"has_more":false,"total":2"#], nil),
      ([#""data":[{"id":"a"}],"has_more":false,"total":0"#], nil),
      ([#""data":[{"id":"a"}],"has_more":false,"total":"many""#], nil),
      ([#""data":[{"id":"a"}],"has_more":false,"usage":{"total":9}"#], nil),
      ([#""data":[{"id":"a","total":9}],"has_more":false"#], nil),
      (
        [
          #""data":[{"id":"a"}],"has_more":true,"total":2"#,
          #""data":[{"id":"b"}],"has_more":false,"total":2"#,
        ], nil
      ),
      // The latest number counts.
      (
        [
          #""data":[{"id":"a"}],"has_more":true,"total":9"#,
          #""data":[{"id":"b"}],"has_more":false,"total":2"#,
        ], nil
      ),
    ] as [([String], String?)])
  func comparesTheRowsWithTheTotal(pages: [String], missing: String?) throws {
    var pager = Pager(limit: 5)
    for page in pages {
      let page = try BatchPage(decoding: Array("{\(page)}".utf8))
      pager.accept(page, newIDs: page.batches.count)
    }
    if let missing {
      #expect(isIncomplete(pager.coverage, saying: "has \(missing) batches"))
    } else {
      #expect(pager.coverage == .complete)
    }
  }

  @Test func aListReadFromAnotherRowOnIsNotComparedWithTheTotal() throws {
    let page = try BatchPage(
      decoding: Array(#"{"data":[{"id":"c"}],"has_more":false,"total":3}"#.utf8))
    var pager = Pager(limit: 5, after: "b")
    pager.accept(page, newIDs: 1)
    #expect(pager.coverage == .complete)
  }

  @Test func goesOnFromTheLastRowThatHasAnID() {
    let walk = Walk(FakeList(rows: Self.rows(12)) { $0.hidesLastID = true })
    #expect(walk.ids == Self.rows(11))
    #expect(walk.requests[1].after == "r4")
  }

  @Test(
    arguments: [(true, nil, false), (nil, nil, false), (false, nil, true)] as [(Bool?, Int?, Bool)])
  func endsAtAPageWithoutAnyID(hasMore: Bool?, _: Int?, isComplete: Bool) {
    var pager = Pager(limit: 5)
    pager.accept(BatchPage(batches: [], hasMore: hasMore, skippedBehind: [0: 3]), newIDs: 0)
    #expect((pager.coverage == .complete) == isComplete)
    #expect(pager.next == nil)
  }

  @Test func asksForWhatTheLimitOfAPageLeftOut() {
    for isWholeList in [false, true] {
      var pager = Pager(limit: 5)
      let page = BatchPage(
        batches: [Batch(id: "a")], hasMore: false, isWholeList: isWholeList, overLimit: 7)
      pager.accept(page, newIDs: 1)
      #expect(pager.next == PageRequest(after: "a", limit: 5))
    }
  }

  @Test func survivesRowsThatArriveBetweenPages() {
    let insert: @Sendable (inout FakeList) -> Void = { list in
      list.batches.insert(Batch(id: "new\(list.batches.count)"), at: 0)
    }
    let walk = Walk(FakeList(rows: Self.rows(12)) { $0.events = [1: insert, 2: insert] })
    #expect(walk.ids == Self.rows(12))
    #expect(walk.pager.coverage == .complete)
  }
}

/// Rejected parameters.
@Suite struct PagerRecoveryTests {
  private static func rows(_ count: Int) -> [String] { (1...count).map { "r\($0)" } }

  private static func remove(_ id: String) -> @Sendable (inout FakeList) -> Void {
    { list in list.batches.removeAll { $0.id == id } }
  }

  @Test(arguments: [true, false]) func goesOnWhenTheCursorsBatchIsGone(vaguely: Bool) {
    let walk = Walk(
      FakeList(rows: Self.rows(23)) {
        $0.refusesVaguely = vaguely
        $0.events = [3: Self.remove("r15")]
      })
    #expect(walk.ids == Self.rows(23))
    #expect(walk.pager.coverage == .complete)
    // r15 is rejected; r14 is the nearest row before it.
    #expect(walk.requests[3].after == "r15")
    #expect(walk.requests[4].after == "r14")
    #expect(walk.requests.count == 6)
  }

  @Test func goesOnFromTheCursorBeforeWhenTheRowBeforeIsGoneToo() {
    let gone: @Sendable (inout FakeList) -> Void = { list in
      list.batches.removeAll { ["r14", "r15"].contains($0.id) }
    }
    let walk = Walk(FakeList(rows: Self.rows(23)) { $0.events = [3: gone] })
    #expect(walk.ids == Self.rows(23))
    #expect(walk.pager.coverage == .complete)
    #expect(walk.requests[5].after == "r10")
  }

  /// `é` in one code point and in two: the nearest row before the refused one is no less another.
  @Test func goesOnFromARowWhoseIDOnlyLooksLikeTheRefusedOne() {
    var list = FakeList(rows: Self.rows(3) + ["e\u{301}", "\u{E9}"] + Self.rows(12).dropFirst(3))
    list.refusedCursors = ["\u{E9}"]
    let walk = Walk(list)
    #expect(walk.ids.map { BatchID($0) } == list.ids.map { BatchID($0) })
    #expect(walk.requests.contains { $0.after == BatchID("e\u{301}") })
    #expect(walk.pager.coverage == .complete)
  }

  @Test func goesOnWhenACursorIsRefusedWhoseBatchIsStillThere() {
    var list = FakeList(rows: Self.rows(23))
    list.refusedCursors = ["r10"]
    let walk = Walk(list)
    #expect(walk.ids == Self.rows(23))
    #expect(walk.pager.coverage == .complete)
  }

  @Test func goesOnWhenOlderCursorsAreGoneToo() {
    let gone: @Sendable (inout FakeList) -> Void = { list in
      list.batches.removeAll { ["r5", "r10", "r15", "r19", "r20"].contains($0.id) }
    }
    let walk = Walk(FakeList(rows: Self.rows(33)) { $0.events = [4: gone] })
    #expect(walk.ids == Self.rows(33))
    #expect(walk.pager.coverage == .complete)
    // Back at the head, it catches up over known rows.
    #expect(walk.requests.contains { $0.after == nil && $0 != walk.requests[0] } == false)
    #expect(walk.requests.filter { $0.after == nil }.count == 2)
  }

  @Test func saysSoWhenNoCursorIsAccepted() {
    let walk = Walk(FakeList(rows: Self.rows(23)) { $0.refusesCursors = true })
    #expect(walk.ids == Self.rows(5))
    #expect(walk.failure == nil)
    guard case .maybeIncomplete(let reason) = walk.pager.coverage else {
      Issue.record("\(walk.pager.coverage)")
      return
    }
    #expect(reason.contains("refuses"))
    // The head, its last row and the one before, and the head again.
    #expect(walk.requests.map(\.after) == [nil, "r5", "r4", nil])
  }

  @Test func doesNotRunInCirclesWhileTheHeadMoves() {
    // Every request for the head brings a new row, and every cursor is rejected.
    var list = FakeList(rows: Self.rows(23)) { $0.refusesCursors = true }
    for request in 0..<500 {
      list.events[request] = { $0.batches.insert(Batch(id: "n\(request)"), at: 0) }
    }
    let walk = Walk(list, most: 60)
    // Each round brings at least one new row; what matters is that no request is useless.
    #expect(walk.ids.count >= walk.requests.count / 2)
  }

  @Test func givesUpOnAHeadThatShufflesKnownRows() {
    var pager = Pager(limit: 5)
    pager.accept(BatchPage(batches: [Batch(id: "r0")], hasMore: true), newIDs: 1)
    let refusal = ServiceFailure(.badRequest, "no", refusedParameter: .after)
    var fallBacks = 0
    while fallBacks < 100, pager.recover(from: refusal) {
      fallBacks += 1
      pager.accept(BatchPage(batches: [Batch(id: "r\(fallBacks)")], hasMore: true), newIDs: 0)
    }
    #expect((1...5).contains(fallBacks))
  }

  @Test func catchesUpOverEachKnownRowOnlyOnce() {
    var pager = Pager(limit: 5)
    pager.accept(BatchPage(batches: [Batch(id: "a")], hasMore: true), newIDs: 1)
    let recovered = pager.recover(
      from: ServiceFailure(.badRequest, "no", refusedParameter: .after))
    #expect(recovered)
    for id in ["b", "c"] {
      pager.accept(BatchPage(batches: [Batch(id: id)], hasMore: true), newIDs: 0)
      #expect(pager.next?.after == BatchID(id))
    }
    pager.accept(BatchPage(batches: [Batch(id: "b")], hasMore: true), newIDs: 0)
    #expect(pager.next == nil)
  }

  @Test func reportsACursorThatTheUserChose() {
    let walk = Walk(FakeList(rows: Self.rows(12)), after: "nonsense")
    #expect(walk.ids.isEmpty)
    #expect(walk.failure?.serverCode == "20076")
    #expect(walk.requests.count == 1)
    #expect(walk.pager.next == PageRequest(after: "nonsense", limit: 5))
  }

  @Test func fallsBackToCursorsThatItWasGiven() {
    var list = FakeList(rows: Self.rows(12))
    list.refusedCursors = ["r8"]
    var pager = Pager(limit: 5, after: "r8", olderCursors: [nil, "r3"])
    let refusal = ServiceFailure(.badRequest, "no", refusedParameter: .after)
    let recovered = pager.recover(from: refusal)
    #expect(recovered)
    #expect(pager.next == PageRequest(after: "r3", limit: 5))
    let again = pager.recover(from: refusal)
    #expect(again)
    #expect(pager.next == PageRequest(after: nil, limit: 5))
    let onceMore = pager.recover(from: refusal)
    #expect(!onceMore)
  }

  @Test func asksForLessAndThenWithoutALimitThatIsRefused() {
    let walk = Walk(FakeList(rows: Self.rows(12)) { $0.refusesLimits = true }, limit: 101)
    #expect(walk.ids == Self.rows(12))
    #expect(walk.requests.map(\.limit) == [101, 100, 20, nil, nil, nil])
    #expect(walk.requests.map(\.after) == [nil, nil, nil, nil, "r5", "r10"])
  }

  @Test(
    arguments: [
      (500, "limit: value must be <= 50", 50), (500, "must be between 1 and 100", 100),
      (500, "the limit 500 exceeds the maximum of 200", 200), (500, "no such limit", 100),
      (100, "no", 20), (20, "no", nil), (7, "at most 5", 5), (50, "at least 1", 20),
    ] as [(Int, String, Int?)])
  func asksForTheMaximumThatARefusalNames(limit: Int, message: String, next: Int?) {
    var pager = Pager(limit: limit)
    let recovered = pager.recover(
      from: ServiceFailure(
        .badRequest, "no", serverMessage: message, refusedParameter: .limit))
    #expect(recovered)
    #expect(pager.next == PageRequest(limit: next))
  }

  /// Of a failure that says no more than its status, a page that is too large may be the cause.
  @Test(
    arguments: [
      (100, [400], [20]), (1000, [400, 400], [100, 20]), (101, [422], [100]), (20, [400], []),
      (100, [500], []), (100, [500, 500], [20]), (100, [500, 503, 500], []), (100, [403], []),
    ])
  func triesLessWhereAFailureSaysNothing(limit: Int, statuses: [Int], tried: [Int]) {
    for message in [nil, "Bad Request", "500 Internal Server Error"] {
      var pager = Pager(limit: limit)
      var limits: [Int?] = []
      for status in statuses {
        let failure = ServiceFailure(
          status < 500 ? .badRequest : .serverError, "no", status: status, serverMessage: message)
        if pager.recover(from: failure) { limits.append(pager.limit) }
      }
      #expect(limits == tried)
    }
  }

  @Test func doesNotTryLessWhereAFailureSaysWhy() {
    var pager = Pager(limit: 100)
    for failure in [
      ServiceFailure(.badRequest, "no", status: 400, serverMessage: "Unknown organisation"),
      ServiceFailure(.serverError, "no", status: 502), ServiceFailure(.connection, "no"),
    ] {
      let recovered = pager.recover(from: failure)
      #expect(!recovered && pager.limit == 100)
    }
    pager.accept(BatchPage(batches: [Batch(id: "a")], hasMore: true), newIDs: 1)
    let recovered = pager.recover(from: ServiceFailure(.badRequest, "no", status: 400))
    #expect(!recovered && pager.limit == 100)
  }

  @Test func doesNotTakeARefusedLimitForAnEmptyList() {
    let walk = Walk(FakeList(rows: []) { $0.refusesLimits = true }, limit: 20)
    #expect(isIncomplete(walk.pager.coverage, saying: "rejects the page size"))
  }

  /// A page that promised more is checked with the last but one row as the cursor.
  @Test func checksABrokenPromise() {
    var list = FakeList(rows: Self.rows(5)) { $0.hasMore = .alwaysTrueButEmpty }
    let kept = Walk(list)
    #expect(kept.pager.coverage == .complete)
    #expect(kept.requests.map(\.after) == [nil, "r5", "r4"])
    list.forgetsCursors = true
    let broken = Walk(list)
    #expect(isIncomplete(broken.pager.coverage, saying: "promised more"))
    #expect(broken.requests.map(\.after) == [nil, "r5", "r4"])
    #expect(broken.ids == Self.rows(5))
    let single = Walk(
      FakeList(rows: ["r1"]) {
        $0.hasMore = .alwaysTrueButEmpty
        $0.forgetsCursors = true
      })
    #expect(isIncomplete(single.pager.coverage, saying: "promised more"))
  }

  @Test func doesNotAskTwiceWithoutALimit() {
    var pager = Pager(limit: 5)
    let refusal = ServiceFailure(.badRequest, "no", refusedParameter: .limit)
    let first = pager.recover(from: refusal)
    let second = pager.recover(from: refusal)
    #expect(first)
    #expect(!second)
  }

  @Test(arguments: [
    ServiceFailure(.keyRefused, "no", status: 401), ServiceFailure(.overloaded, "no", status: 503),
    ServiceFailure(.badRequest, "no", status: 400, serverMessage: "something else"),
    ServiceFailure(.connection, "no"), ServiceFailure(.cancelled, "no"),
  ])
  func leavesOtherFailuresToTheReader(failure: ServiceFailure) {
    var pager = Pager(limit: 5)
    pager.accept(BatchPage(batches: [Batch(id: "a")], hasMore: true), newIDs: 1)
    let before = pager
    let recovered = pager.recover(from: failure)
    #expect(!recovered)
    #expect(pager == before)
  }

  @Test func takesA404ForTheHeadAsItIs() {
    var pager = Pager(limit: 5)
    let recovered = pager.recover(from: ServiceFailure(.notFound, "no", status: 404))
    #expect(!recovered)
  }
}

/// Lists that misbehave at random: paging always terminates and never returns a row twice.
@Suite struct PagerPropertyTests {
  @Test(arguments: 0..<8) func endsOnEveryList(seed: UInt64) {
    for round in 0..<250 {
      var random = SplitMix64(seed: seed << 32 | UInt64(round))
      let list = Self.list(&random)
      let total = list.ids.count
      let walk = Walk(list, limit: Int.random(in: 1...8, using: &random), most: 1000)
      #expect(walk.requests.count < 6 * total + 20, "seed \(seed) round \(round)")
      #expect(walk.pager.coverage != .more || walk.failure != nil, "seed \(seed) round \(round)")
      #expect(Set(walk.ids).count == walk.ids.count)
      // A list may lie undetectably about its end or where its cursors lead.
      if walk.pager.coverage == .complete, list.hasMore != .alwaysFalse, list.cycle.isEmpty {
        let reached = Set(walk.ids)
        let standing = walk.list.ids.filter { $0.hasPrefix("r") }
        #expect(reached.isSuperset(of: standing), "seed \(seed) round \(round)")
      }
    }
  }

  private static func list(_ random: inout SplitMix64) -> FakeList {
    var list = FakeList(rows: (0..<Int.random(in: 0...40, using: &random)).map { "r\($0)" })
    list.largestPage = Int.random(in: 1...8, using: &random)
    list.hasMore = [.honest, .missing, .alwaysTrue, .alwaysFalse].randomElement(using: &random)!
    list.refusesVaguely = Bool.random(using: &random)
    list.refusesLimits = Int.random(in: 0..<8, using: &random) == 0
    list.ignoresAfter = Int.random(in: 0..<8, using: &random) == 0
    list.refusesCursors = Int.random(in: 0..<8, using: &random) == 0
    list.overlap = Int.random(in: 0..<4, using: &random) == 0 ? 1 : 0
    for _ in 0..<Int.random(in: 0...3, using: &random) {
      guard let row = list.ids.randomElement(using: &random) else { break }
      switch Int.random(in: 0..<4, using: &random) {
      case 0: list.refusedCursors.insert(BatchID(row))
      case 1: list.cycle[row] = Int.random(in: 0..<list.ids.count, using: &random)
      case 2:
        list.events[Int.random(in: 1...6, using: &random)] = { list in
          list.batches.removeAll { $0.id == row }
        }
      default:
        list.events[Int.random(in: 1...6, using: &random)] = { list in
          list.batches.insert(Batch(id: "n-" + row), at: 0)
        }
      }
    }
    return list
  }
}

private func isIncomplete(_ coverage: Pager.Coverage, saying words: String = "") -> Bool {
  guard case .maybeIncomplete(let reason) = coverage else { return false }
  return words.isEmpty || reason.contains(words)
}
