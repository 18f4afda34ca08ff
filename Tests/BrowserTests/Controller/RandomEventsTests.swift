import BatchInsight
import BatchPresentation
import BatchStore
import Batches
import Screen
import TestSupport
import Testing

@testable import Browser

/// What must hold whatever keys, answers, failures and time do, in any order.
@Suite struct RandomEventsTests {
  /// A user, a clock and a server that do anything.
  private struct Chaos {
    var state: BrowserState
    var server: FakeServer
    var now = Fixture.now
    var random: SplitMix64
    var nextNumber = 10_000
    /// Requests that were sent and neither answered nor cancelled.
    var open: [(request: ServiceRequest, number: Int)] = []
    /// What runs beside the loop.
    var arranged: Event?
    var searched: Event?
    /// What does not hold.
    var broken: [String] = []

    static let keys: [Key] =
      Keymap.standard.bindings.flatMap(\.keys)
      // What shows a part of the rows, and what reads them again, comes often.
      + "abcxyz:<>19\"-22223333jjjkrrrrssn".map { .character($0) }

    /// - Parameter rows: that the server has; above 2,000 they are arranged beside the loop.
    init(seed: UInt64, rows: Int = 300) {
      random = SplitMix64(seed: seed)
      state = Fixture.state(pageSize: rows > 2000 ? 100 : 20)
      server = FakeServer(
        Fixture.batches(0..<rows, active: [3, 40, 41, 220, 221, 222, rows - 1]))
      server.list.largestPage = state.settings.pageSize
    }

    mutating func send(_ event: Event) {
      let before = state
      let effects = state.update(event, now: now)
      check(event, effects + perform(effects), before)
    }

    /// - Returns: the effects of what had to follow at once.
    private mutating func perform(_ effects: [Effect]) -> [Effect] {
      var following: [Effect] = []
      for effect in effects {
        switch effect {
        case .merge(let page):
          let more = state.update(.merge(page), now: now)
          following += more + perform(more)
        case .send(let request, let number): open.append((request, number))
        case .cancel(let number): open.removeAll { $0.number == number }
        case .arrange(let job):
          arranged = job.work.run().map { .arranged(number: job.number, $0) }
        case .stopArranging: arranged = nil
        case .search(let job): searched = .searched(number: job.number, job.work.run())
        case .stopSearching: searched = nil
        default: break
        }
      }
      return following
    }

    /// What runs beside the loop comes to its end.
    mutating func answerBeside() {
      if let event = arranged {
        arranged = nil
        send(event)
      }
      if Bool.random(using: &random), let event = searched {
        searched = nil
        send(event)
      }
    }

    mutating func check(_ event: Event, _ effects: [Effect], _ before: BrowserState) {
      func expect(_ holds: Bool, _ rule: String) {
        if !holds { broken.append("\(rule), after \(String(describing: event).prefix(60))") }
      }
      expect(open.count <= (state.loader.ahead == nil ? 1 : 2), "there is more than one request")
      if let ahead = state.loader.ahead {
        expect(open.map(\.number) == [ahead.follows, ahead.number], "a request ahead is astray")
      }
      expect(
        state.loader.purpose != .autoRefresh || state.list.activeCount > 0
          || before.loader.isAutoRefreshing,
        "it refreshes although nothing is active")
      if before.loader.job == nil, before.loader.pausedRefresh == nil,
        state.loader.purpose == .autoRefresh
      {
        expect(before.list.activeCount > 0 || state.list.activeCount > 0, "nothing is active")
      }
      if let kept = state.rows.shown.kept {
        expect(state.selection.id == kept.id, "a row is kept that the cursor is not on")
        expect(state.list.contains(kept.id), "a row is kept that is gone")
      }
      for index in state.visibleIndices {
        expect(state.shownRow(at: index) != nil, "a row on screen is not there")
      }
      if let id = before.selection.id, state.list.contains(id) {
        switch event {
        case .input, .searched: break
        case .arranged where before.rows.schedule.isOfNewQuery: break
        default:
          expect(state.selection.id == id, "the selection has jumped")
          if before.shownIndex(of: id) != nil, state.screen.size == before.screen.size {
            expect(state.cursorIndex != nil, "the cursor has gone")
          }
        }
      }
    }

    /// What is counted is what one counts by looking at every row.
    mutating func checkCounts() {
      send(.tick)
      let batches = (0..<state.list.count).map { state.list[$0].batch }
      let (second, baselines) = (state.clocks.server.second, state.baselines)
      if !batches.allSatisfy({ state.list.row($0.id)?.batch == $0 }) { broken.append("rows") }
      if state.list.activeCount != batches.count(where: \.isActive) { broken.append("active") }
      for tab in Tab.allCases {
        let count = batches.count { batch in
          tab.contains(batch, verdict: Verdict.of(batch, now: second, baselines: baselines))
        }
        if state.count(of: tab) != count {
          broken.append("\(tab): \(state.count(of: tab))/\(count)")
        }
      }
      let matching = batches.count { state.query.matches($0, now: second, baselines: baselines) }
      if !state.rows.isArranging, state.matchCount != matching {
        broken.append("\(state.matchCount) of \(matching) match \(state.rows.filterText)")
      }
    }

    mutating func step() {
      switch Int.random(in: 0..<10, using: &random) {
      case 0..<4:
        let key = Self.keys.randomElement(using: &random) ?? .enter
        send(.input(.key(key)))
      case 4..<7: answer()
      case 7:
        now = max(now, state.nextWake ?? now)
        send(.tick)
      case 8:
        now += Double.random(in: 0..<30, using: &random)
        send(Bool.random(using: &random) ? .tick : .input(.focus(Bool.random(using: &random))))
        answerBeside()
      default: change()
      }
    }

    mutating func answer(failing: Bool = true) {
      // Answers come in the order of their requests.
      guard let (request, number) = open.first else { return }
      let retries: [ServiceFailure.Retry] = [.never, .backoff, .after(3), .after(500)]
      guard failing, Int.random(in: 0..<4, using: &random) == 0,
        let retry = retries.randomElement(using: &random)
      else {
        let answer = server.answer(request, number: number)
        if case .page(_, .success(let page)) = answer, let outline = page.outline,
          Bool.random(using: &random)
        {
          send(.outline(number: number, outline))
          if Int.random(in: 0..<4, using: &random) == 0 { send(.input(.key(Self.key(&random)))) }
        }
        close(number)
        send(answer)
        return
      }
      close(number)
      let failure = Fixture.failure(
        [.overloaded, .notFound, .badRequest][number % 3], retry: retry)
      switch request {
      case .page: send(.page(number: number, .failure(failure)))
      case .batch: send(.batch(number: number, .failure(failure)))
      }
    }

    private mutating func close(_ number: Int) { open.removeAll { $0.number == number } }

    private static func key(_ random: inout SplitMix64) -> Key {
      keys.randomElement(using: &random) ?? .escape
    }

    mutating func change() {
      let status = ["completed", "failed", "in_progress", "expired", "odd"][nextNumber % 5]
      switch Int.random(in: 0..<4, using: &random) {
      case 0:
        nextNumber += 1
        var batch = Fixture.batch(nextNumber, status)
        // Told in seconds at first, which pass.
        batch.times[.created] = Int(now)
        server.batches.insert(batch, at: 0)
      case 1: server.batches.remove(at: Int.random(in: 0..<server.batches.count, using: &random))
      case 2:
        nextNumber += 1
        // Where the cursor is there is most to go wrong.
        let selected = server.batches.firstIndex { $0.id == state.selection.id }
        let other = Int.random(in: 0..<60, using: &random)
        let place = Bool.random(using: &random) ? selected ?? other : other
        server.batches[place].status = BatchStatus(status)
      default:
        let size = Size(
          columns: Int.random(in: 1..<140, using: &random),
          rows: Int.random(in: 1..<50, using: &random))
        send(.input(.resize(size)))
      }
    }
  }

  @Test(arguments: 0..<8 as Range<UInt64>)
  func invariantsHold(seed: UInt64) {
    var chaos = Chaos(seed: seed)
    chaos.send(.start)
    var drawn = DrawnFrame()
    for step in 0..<400 {
      chaos.step()
      let state = chaos.state
      if state.list.count > 0, state.query.isPlain, !state.rows.isArranging {
        #expect(state.cursorIndex != nil, "the cursor is lost, step \(step)")
      }
      let drawing = state.draw(reusing: &drawn)
      if step.isMultiple(of: 2) {
        var nothing = DrawnFrame()
        let fresh = state.draw(reusing: &nothing)
        #expect(
          drawing.frame == fresh.frame, "what was drawn before reads otherwise, step \(step)")
        #expect(drawing.holdsUntil == fresh.holdsUntil, "step \(step)")
      }
      if step.isMultiple(of: 10) { chaos.checkCounts() }
      var quiet = chaos.state
      _ = quiet.update(.tick, now: chaos.now)
      if let wake = quiet.nextWake {
        #expect(wake > chaos.now, "it would wake without end, step \(step)")
      }
      #expect(chaos.broken == [], "step \(step)")
      if !chaos.broken.isEmpty { return }
    }
  }

  /// The same with so many rows that they are arranged, and problems looked for, beside the loop.
  @Test(arguments: 100..<104 as Range<UInt64>)
  func invariantsHoldBesideTheLoop(seed: UInt64) {
    var chaos = Chaos(seed: seed, rows: 2600)
    chaos.send(.start)
    chaos.send(.input(.key(.character("L"))))
    while chaos.state.loader.isLoadingAll { chaos.answer(failing: false) }
    #expect(chaos.state.list.count == 2600)
    for step in 0..<250 {
      chaos.step()
      if step.isMultiple(of: 50) { chaos.checkCounts() }
      #expect(chaos.broken == [], "step \(step)")
      if !chaos.broken.isEmpty { return }
    }
    // Left alone, all that is in progress comes to its end.
    for _ in 0..<60 where !chaos.open.isEmpty || chaos.arranged != nil {
      chaos.answerBeside()
      chaos.answer(failing: false)
    }
    #expect(!chaos.state.rows.isArranging || chaos.state.loader.isLoadingAll)
    #expect(chaos.broken == [])
  }

  /// However long it is left alone with a server that fails, requests stay rare.
  @Test(arguments: [ServiceFailure.Retry.never, .backoff, .after(1), .after(400)])
  func aServerThatFailsIsSeldomAsked(retry: ServiceFailure.Retry) {
    var conversation = Conversation(Fixture.batches(0..<50, active: [3]))
    let end = conversation.now + 3600
    var state = conversation.state
    var asked = 0
    while let wake = state.nextWake, wake < end {
      conversation.now = wake
      for effect in state.update(.tick, now: wake) {
        guard case .send(_, let number) = effect else { continue }
        asked += 1
        _ = state.update(.page(number: number, .failure(Fixture.failure(retry: retry))), now: wake)
      }
    }
    #expect(asked >= 3600 / 500 && asked <= 3600 / 90, "\(asked) requests in an hour")
  }
}
