import BatchInsight
import BatchPresentation
import BatchStore
import Batches
import Screen
import TestSupport

@testable import Browser

extension Fixture {
  static func settings(
    pageSize: Int = 100, notice: Notice = .off, keymap: Keymap = .standard
  ) -> BrowserState.Settings {
    BrowserState.Settings(
      serverName: "api.example.com", pageSize: pageSize, zone: .fixed(hours: 8), notice: notice,
      keymap: keymap, seed: 1)
  }

  static func state(
    pageSize: Int = 100, size: Size = Size(columns: 80, rows: 24), notice: Notice = .off,
    keymap: Keymap = .standard, allowsCancel: Bool = false, keepsHistory: Bool = false
  ) -> BrowserState {
    var settings = settings(pageSize: pageSize, notice: notice, keymap: keymap)
    settings.allowsCancel = allowsCancel
    settings.keepsHistory = keepsHistory
    return BrowserState(settings: settings, size: size, charset: .unicode, now: now)
  }
}

extension Keymap {
  /// The usual keys but for one command, which has only F9.
  static func withF9(for command: Command) -> Keymap {
    Keymap(
      standard.bindings.map { binding in
        var binding = binding
        if binding.command == command { binding.keys = [.function(9)] }
        return binding
      })
  }
}

extension BrowserState {
  /// What the foot says.
  var messageText: String? { message.map { MessageText(keymap: settings.keymap).text(of: $0) } }

  /// When the program would wake up, in seconds since 1970.
  var nextWake: Double? {
    var nothing = DrawnFrame()
    return nextWake(drawn: draw(reusing: &nothing).holdsUntil)
  }

  /// What arranges the rows as they are to be.
  var arrangement: Arrangement { rows.arrangement(of: rowSource) }

  /// What leads from the cursor to the next problem.
  func problemSearch(isForward: Bool = true) -> ProblemSearch {
    rows.problemSearch(from: cursorIndex ?? -1, isForward: isForward, in: rowSource)
  }

  /// The same work as that of this number.
  func arrange(_ number: Int) -> Effect { .arrange(Numbered(arrangement, number: number)) }

  func search(_ number: Int) -> Effect { .search(Numbered(problemSearch(), number: number)) }

  /// Whether rows may be missing below the row of this id.
  func isGap(after id: String) -> Bool {
    loader.gaps.contains { $0.afterID == BatchID(id) }
  }
}

/// A server as a value: a list and its batches, and what it was asked for.
struct FakeServer {
  var list: FakeList
  var log: [ServiceRequest] = []

  init(_ batches: [Batch], largestPage: Int = 100) {
    list = FakeList(batches, largestPage: largestPage)
  }

  var batches: [Batch] {
    get { list.batches }
    set { list.batches = newValue }
  }

  mutating func answer(_ request: ServiceRequest, number: Int) -> Event {
    log.append(request)
    switch request {
    case .page(let page):
      return .page(
        number: number,
        Result { () throws(ServiceFailure) in try list.page(page) })
    case .batch(let id):
      guard let batch = batches.first(where: { $0.id == id }) else {
        return .batch(
          number: number, .failure(ServiceFailure(.notFound, "no such batch", status: 404)))
      }
      return .batch(number: number, .success(batch))
    }
  }
}

/// A state together with the server that it talks to; every request is answered at once.
struct Conversation {
  var state: BrowserState
  var server: FakeServer
  var now: Double

  init(
    _ batches: [Batch], pageSize: Int = 100, size: Size = Size(columns: 80, rows: 24),
    now: Double = Fixture.now, notice: Notice = .off, keymap: Keymap = .standard,
    allowsCancel: Bool = false, keepsHistory: Bool = false,
    recalled: RecalledRows? = nil, place: ListPlace = ListPlace()
  ) {
    self.now = now
    state = Fixture.state(
      pageSize: pageSize, size: size, notice: notice, keymap: keymap, allowsCancel: allowsCancel,
      keepsHistory: keepsHistory)
    if let recalled { state.begin(with: recalled, at: place) }
    server = FakeServer(batches)
    send(.start)
  }

  /// With a state of its own, before its start.
  init(_ batches: [Batch], state: BrowserState, now: Double = Fixture.now) {
    self.now = now
    self.state = state
    server = FakeServer(batches)
  }

  /// Sends an event and answers all requests that follow from it.
  /// - Returns: the effects that were no requests.
  @discardableResult
  mutating func send(_ event: Event) -> [Effect] {
    var others: [Effect] = []
    var queue = state.updateAndMerge(event, now: now)
    while !queue.isEmpty {
      let effect = queue.removeFirst()
      switch effect {
      case .send(let request, let number):
        queue += state.updateAndMerge(server.answer(request, number: number), now: now)
      case .arrange(let job):
        guard let outcome = job.work.run() else { continue }
        queue += state.updateAndMerge(.arranged(number: job.number, outcome), now: now)
      case .search(let job):
        queue += state.updateAndMerge(.searched(number: job.number, job.work.run()), now: now)
      default: others.append(effect)
      }
    }
    return others
  }

  @discardableResult
  mutating func press(_ keys: Key...) -> [Effect] {
    keys.flatMap { send(.input(.key($0))) }
  }

  /// Types a text.
  mutating func press(_ text: String) {
    for character in text { press(.character(character)) }
  }

  /// The requests since the last call.
  mutating func takeLog() -> [ServiceRequest] {
    defer { server.log = [] }
    return server.log
  }

  var ids: [String] { (0..<state.list.count).map { state.list[$0].batch.id } }
}

extension BrowserState {
  /// An event, and the merge that follows it, as the loop carries it out.
  mutating func updateAndMerge(_ event: Event, now: Double) -> [Effect] {
    update(event, now: now).flatMap { effect -> [Effect] in
      guard case .merge(let page) = effect else { return [effect] }
      return update(.merge(page), now: now)
    }
  }
}

extension ServiceRequest {
  static func page(after: BatchID? = nil, limit: Int? = 100) -> ServiceRequest {
    .page(PageRequest(after: after, limit: limit))
  }
}
