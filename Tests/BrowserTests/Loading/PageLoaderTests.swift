import BatchStore
import Batches
import TestSupport
import Testing

@testable import Browser

/// The loader by itself: no cursor, no filter, no screen, no clock.
@Suite struct PageLoaderTests {
  /// A loader with the list that it reads, and what it answered last.
  private struct Bench: Sendable {
    var loader = PageLoader(pageSize: 10, seed: 1)
    var list = BatchList()
    var now = 1000.0
    var words: [String] = []

    /// Applies what comes out to the list, as the owner of the rows does, and writes it down.
    mutating func take(_ output: PageLoader.Output) {
      for request in output.requests {
        switch request {
        case .send(.page(let page), let number):
          words.append("send #\(number) after \(page.after?.text ?? "head")")
        case .send(.batch(let id), let number): words.append("send #\(number) batch \(id)")
        case .cancel(let number): words.append("cancel #\(number)")
        }
      }
      for event in output.events { apply(event) }
    }

    private mutating func apply(_ event: PageLoader.Event) {
      switch event {
      case .tailPage(let page, _, let sentAt, let isDeferred):
        words.append("\(isDeferred ? "deferred" : "tail") page of \(page.batches.count)")
        list.merge(
          page.batches, after: list.lastID.map { .after(id: $0) } ?? .head, asOf: sentAt)
      case .gapPage(let page, let id, let sentAt):
        words.append("gap page of \(page.batches.count) after \(id.text)")
        let metKnown = page.batches.contains { list.contains($0.id) }
        let changes = list.merge(page.batches, after: .after(id: id.text), asOf: sentAt)
        let doubt = loader.merged(
          page, intoGapAfter: id, newRows: changes.added.count, metKnown: metKnown,
          deepest: page.batches.last?.key)
        if let doubt { words.append("gap stays: \(doubt)") }
      case .refreshPage(let page, let id, let sentAt, _):
        words.append("head page of \(page.batches.count) after \(id?.text ?? "head")")
        list.merge(page.batches, after: id.map { .after(id: $0.text) } ?? .head, asOf: sentAt)
      case .refreshed(let refresh, let isAskedFor):
        words.append("refreshed\(isAskedFor ? "" : " by itself")")
        list.merge(refresh.headPages.flatMap(\.batches), after: .head, asOf: refresh.startedAt)
        loader.refreshSucceeded(changed: false, now: now)
      case .reloaded(let reload):
        words.append("reloaded \(reload.list.count)")
        list = reload.list
        loader.refreshSucceeded(changed: false, now: now)
      case .loadedAll: words.append("all loaded")
      case .failed(_, let purpose): words.append("failed: \(purpose)")
      }
    }

    // What somebody else wants or brings.

    static let demand = RowDemand(rows: .below(cursor: 0, ahead: 15), gapsFrom: 0)

    mutating func fetch(_ demand: RowDemand = Self.demand) {
      take(loader.fetch(for: demand, in: list, now: now))
    }

    var number: Int {
      guard case .waiting(let number)? = loader.job?.phase else { return 0 }
      return number
    }

    mutating func answer(_ rows: Range<Int>, hasMore: Bool = true, active: Set<Int> = []) {
      if case .batch(let id)? = loader.job?.request {
        let batch = Batch(id: id, status: BatchStatus("completed"))
        take(loader.receive(batch: .success(batch), number: number, in: list, now: now))
        return
      }
      let page = BatchPage(batches: Fixture.batches(rows, active: active), hasMore: hasMore)
      take(loader.receive(page: .success(page), number: number, in: list, now: now))
    }

    mutating func fail(_ retry: ServiceFailure.Retry, number: Int? = nil) {
      let failure = ServiceFailure(.overloaded, "busy", retry: retry)
      take(
        loader.receive(
          page: .failure(failure), number: number ?? self.number, in: list, now: now))
    }

    mutating func refresh(isAskedFor: Bool = true) {
      let targets = PageLoader.RefreshTargets(onScreen: ["b3"])
      take(loader.refresh(targets, isAskedFor: isAskedFor, in: list, now: now))
    }

    mutating func settle() {
      take(loader.dropUnwantedAhead())
      fetch()
      take(loader.resumeRefresh(in: list, now: now))
    }
  }

  // MARK: The states

  private struct Start: Sendable {
    var name: String
    var make: @Sendable () -> Bench
  }

  private static func make(_ change: (inout Bench) -> Void) -> Bench {
    var bench = Bench()
    change(&bench)
    bench.words = []
    return bench
  }

  /// Twenty rows, of which one is active, and more on the server.
  private static func loaded(_ bench: inout Bench) {
    bench.fetch()
    bench.answer(0..<10, active: [3])
    bench.fetch()
    bench.answer(10..<20)
  }

  /// A refresh that found ten pages of new rows, and more below them.
  private static func withGap(_ bench: inout Bench) {
    loaded(&bench)
    bench.refresh()
    var first = 100
    while first < 500, bench.loader.purpose == .refresh {
      bench.answer(first..<first + 10)
      first += 10
    }
  }

  private static let starts: [Start] = [
    Start(name: "nothing loaded") { make { _ in } },
    Start(name: "first page asked for") { make { $0.fetch() } },
    Start(name: "loaded") { make(loaded) },
    Start(name: "tail asked for") {
      make {
        loaded(&$0)
        $0.fetch(RowDemand(rows: .anywhere))
      }
    },
    Start(name: "tail pausing") {
      make {
        loaded(&$0)
        $0.fetch(RowDemand(rows: .anywhere))
        $0.fail(.backoff)
      }
    },
    Start(name: "tail failed") {
      make {
        loaded(&$0)
        $0.fetch(RowDemand(rows: .anywhere))
        $0.fail(.never)
      }
    },
    Start(name: "end reached") {
      make {
        loaded(&$0)
        $0.fetch(RowDemand(rows: .anywhere))
        $0.answer(20..<25, hasMore: false)
      }
    },
    Start(name: "gap") { make(withGap) },
    Start(name: "gap asked for") {
      make {
        withGap(&$0)
        $0.fetch(RowDemand(rows: .anywhere))
      }
    },
    Start(name: "gap failed") {
      make {
        withGap(&$0)
        $0.fetch(RowDemand(rows: .anywhere))
        $0.fail(.never)
      }
    },
    Start(name: "refreshing") {
      make {
        loaded(&$0)
        $0.refresh()
      }
    },
    Start(name: "refresh pausing") {
      make {
        loaded(&$0)
        $0.refresh()
        $0.fail(.backoff)
      }
    },
    Start(name: "auto-refreshing") {
      make {
        loaded(&$0)
        $0.refresh(isAskedFor: false)
      }
    },
    Start(name: "auto-refresh between two requests") {
      make {
        loaded(&$0)
        $0.refresh(isAskedFor: false)
        $0.answer(100..<110)
      }
    },
    Start(name: "reloading") {
      make {
        loaded(&$0)
        $0.take($0.loader.reload($0.list, now: $0.now))
      }
    },
    Start(name: "loading all") {
      make {
        loaded(&$0)
        $0.take($0.loader.startLoadingAll(now: $0.now))
        $0.settle()
      }
    },
    Start(name: "loading all, next request sent ahead") {
      make {
        loaded(&$0)
        $0.take($0.loader.startLoadingAll(now: $0.now))
        $0.settle()
        let outline = PageOutline(lastID: "b29", elements: 10)
        $0.take(
          $0.loader.sendAhead(
            of: outline, number: $0.number, demand: Bench.demand, in: $0.list, now: $0.now))
      }
    },
  ]

  // MARK: The events

  private struct Step: Sendable {
    var name: String
    var take: @Sendable (inout Bench) -> Void
  }

  private static let steps: [Step] = [
    Step(name: "more rows wanted") { $0.fetch(RowDemand(rows: .anywhere)) },
    Step(name: "nothing wanted") { $0.fetch(.nothing) },
    Step(name: "a page") { $0.answer(20..<30) },
    Step(name: "the last page") { $0.answer(20..<22, hasMore: false) },
    Step(name: "a page of known rows") { $0.answer(0..<10) },
    Step(name: "a failure to be tried again") { $0.fail(.backoff) },
    Step(name: "a failure for good") { $0.fail(.never) },
    Step(name: "a stale answer") { $0.fail(.never, number: 99) },
    Step(name: "an outline") { bench in
      let outline = PageOutline(lastID: "b29", elements: 10)
      bench.take(
        bench.loader.sendAhead(
          of: outline, number: bench.number, demand: Bench.demand, in: bench.list,
          now: bench.now))
    },
    Step(name: "time passes") { bench in
      bench.now += 500
      bench.take(bench.loader.retryIfDue(now: bench.now))
    },
    Step(name: "try now") { bench in
      bench.take(bench.loader.isPausing ? bench.loader.retryNow() : PageLoader.Output())
    },
    Step(name: "give up") { bench in bench.take(bench.loader.giveUp(now: bench.now)) },
    Step(name: "cancel") { bench in bench.take(bench.loader.cancel(now: bench.now)) },
    Step(name: "refresh") { $0.refresh() },
    Step(name: "reload") { bench in
      bench.take(bench.loader.reload(bench.list, now: bench.now))
    },
    Step(name: "load all") { bench in
      bench.take(bench.loader.startLoadingAll(now: bench.now))
    },
    Step(name: "stop loading all") { bench in
      bench.take(
        bench.loader.stopLoadingAll(demand: Bench.demand, in: bench.list, now: bench.now))
    },
    Step(name: "pause auto-refresh") { bench in bench.take(bench.loader.pauseAutoRefresh()) },
    Step(name: "ask again") { $0.loader.forgetFailures() },
  ]

  private static func state(of loader: PageLoader) -> String {
    var words: [String] = []
    if let purpose = loader.purpose {
      words.append("\(purpose)\(loader.isPausing ? " pausing" : "")")
    }
    if loader.ahead != nil { words.append("ahead") }
    if loader.pausedRefresh != nil { words.append("refresh waits") }
    if loader.isLoadingAll { words.append("loading all") }
    if loader.tailFailure != nil { words.append("tail failed") }
    if !loader.gaps.isEmpty {
      words.append(loader.gaps.contains { $0.failure != nil } ? "gap failed" : "gap")
    }
    if loader.tail.next == nil { words.append("no more") }
    return words.isEmpty ? "idle" : words.joined(separator: ", ")
  }

  /// Every event in every state: what is asked for and handed out, what the loader does then, and
  /// what it asks for when it is left alone with the same demand.
  @Test func everyEventInEveryState() {
    var table = ""
    for start in Self.starts {
      let bench = start.make()
      table += "\(start.name) (\(Self.state(of: bench.loader)))\n"
      for step in Self.steps {
        var bench = bench
        step.take(&bench)
        let words = bench.words.isEmpty ? "nothing" : bench.words.joined(separator: "; ")
        let state = Self.state(of: bench.loader)
        bench.words = []
        bench.settle()
        let next = bench.words.isEmpty ? "" : " → " + bench.words.joined(separator: "; ")
        table += "  \(step.name): \(words) [\(state)]\(next)\n"
      }
    }
    expectSnapshot(ofText: table, named: "page-loader")
  }

  /// Whatever happens in whatever order: one request at a time, or two while all is loaded; and left
  /// alone with a server that answers, the loader comes to rest.
  @Test(arguments: 0..<40) func anyOrderOfEventsLeavesOneRequest(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var bench = Self.starts[Int.random(in: 0..<Self.starts.count, using: &random)].make()
    var open: Set<Int> = []
    if bench.number > 0 { open.insert(bench.number) }
    if let ahead = bench.loader.ahead { open.insert(ahead.number) }
    func note() {
      for word in bench.words {
        guard let number = word.split(separator: "#").dropFirst().first?.split(separator: " ").first
        else { continue }
        if word.hasPrefix("send") { open.insert(Int(number) ?? 0) }
        if word.hasPrefix("cancel") { open.remove(Int(number) ?? 0) }
      }
      bench.words = []
    }
    for _ in 0..<200 {
      let answered = bench.number
      let step = Self.steps[Int.random(in: 0..<Self.steps.count, using: &random)]
      step.take(&bench)
      if ["page", "failure"].contains(where: step.name.contains), step.name != "a stale answer" {
        open.remove(answered)
      }
      note()
      bench.settle()
      note()
      let expected = Set([bench.number, bench.loader.ahead?.number ?? 0]).subtracting([0])
      #expect(open == expected, "after \(step.name), seed \(seed)")
      #expect(bench.loader.ahead == nil || bench.loader.isLoadingAll, "seed \(seed)")
    }
    for _ in 0..<400 where !bench.loader.isIdle {
      if bench.loader.isPausing { bench.take(bench.loader.giveUp(now: bench.now)) }
      if bench.number > 0 { bench.answer(0..<10, hasMore: false) }
      bench.take(bench.loader.dropUnwantedAhead())
      bench.take(bench.loader.resumeRefresh(in: bench.list, now: bench.now))
    }
    #expect(bench.loader.isIdle, "seed \(seed)")
  }
}
