import Batches
import Screen
import Testing

@testable import Browser

/// What must hold whatever keys, answers, failures and time do, in any order.
@Suite struct RandomEventsTests {
  /// A user, a clock and a server that do anything.
  private struct Chaos {
    var state = Fixture.state(pageSize: 20)
    var server = ScriptedServer(Fixture.batches(0..<300, active: [3, 40, 41, 220]))
    var now = Fixture.now
    var random: SplitMix64
    var nextNumber = 1000
    /// Requests that were sent and neither answered nor cancelled.
    var open: [(request: ServiceRequest, number: Int)] = []

    static let keys: [Key] =
      Keymap.standard.bindings.flatMap(\.keys)
      + "abcxyz:<>19\"-".map { .character($0) }

    init(seed: UInt64) {
      random = SplitMix64(seed: seed)
      server.mostRows = 20
    }

    mutating func send(_ event: Event) {
      for effect in state.update(event, now: now) {
        switch effect {
        case .send(let request, let number): open.append((request, number))
        case .cancel(let number): open.removeAll { $0.number == number }
        case .arrange(let number):
          if let outcome = state.arrangement.run() { send(.arranged(number: number, outcome)) }
        default: break
        }
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
      default: change()
      }
    }

    mutating func answer() {
      guard let place = open.indices.randomElement(using: &random) else { return }
      let (request, number) = open.remove(at: place)
      let retries: [ServiceFailure.Retry] = [.never, .backoff, .after(3), .after(500)]
      guard Int.random(in: 0..<4, using: &random) == 0,
        let retry = retries.randomElement(using: &random)
      else {
        send(server.answer(request, number: number))
        return
      }
      let failure = Fixture.failure(
        [.overloaded, .notFound, .badRequest][number % 3], retry: retry)
      switch request {
      case .page: send(.page(number: number, .failure(failure)))
      case .batch: send(.batch(number: number, .failure(failure)))
      }
    }

    mutating func change() {
      let status = ["completed", "failed", "in_progress", "expired", "odd"][nextNumber % 5]
      switch Int.random(in: 0..<4, using: &random) {
      case 0:
        nextNumber += 1
        server.batches.insert(Fixture.batch(nextNumber, status), at: 0)
      case 1: server.batches.remove(at: Int.random(in: 0..<server.batches.count, using: &random))
      case 2:
        nextNumber += 1
        let place = Int.random(in: 0..<60, using: &random)
        server.batches[place].status = BatchStatus(status)
      default:
        let size = Size(
          columns: Int.random(in: 1..<140, using: &random),
          rows: Int.random(in: 1..<50, using: &random))
        send(.input(.resize(size)))
      }
    }
  }

  @Test(arguments: 0..<6 as Range<UInt64>)
  func invariantsHold(seed: UInt64) {
    var chaos = Chaos(seed: seed)
    chaos.send(.start)
    var drawn = DrawnRows()
    for step in 0..<400 {
      chaos.step()
      let state = chaos.state
      #expect(chaos.open.count <= 1, "more than one request, step \(step)")
      if state.list.count > 0, state.query.isPlain, !state.isArranging {
        #expect(state.cursorIndex != nil, "the cursor is lost, step \(step)")
      }
      let frame = state.draw(keymap: .standard, reusing: &drawn)
      if step.isMultiple(of: 4) {
        #expect(frame == state.draw(), "rows that were drawn before read otherwise, step \(step)")
      }
      var quiet = state
      _ = quiet.update(.tick, now: chaos.now)
      if let wake = quiet.nextWake {
        #expect(wake > chaos.now, "it would wake without end, step \(step)")
      }
    }
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
