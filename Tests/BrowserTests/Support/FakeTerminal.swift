import Batches
import Dispatch
import Screen
import TestSupport

@testable import Browser

/// A terminal that remembers what it was shown and types what it is told. The loop uses it on a
/// thread of its own; the test beside it waits until the loop waits.
final class FakeTerminal: Terminal, Sendable {
  let charset = Charset.unicode
  let programs = FakeClipboard()
  private let state: Locked<State>
  private let news = DispatchSemaphore(value: 0)

  init(size: Size = Size(columns: 80, rows: 24)) {
    state = Locked(State(size: size))
  }

  private struct State {
    var size: Size
    var reportsMouse = false
    var frames: [Frame] = []
    var log: [String] = []
    /// What the loop has not read yet.
    var input: [InputEvent] = []
    /// Whether the loop's wait has to end, though there may be no input.
    var isOver = false
    /// Whether the loop waits, or has ended.
    var isQuiet = false
    /// The limit of its wait.
    var seconds: Double?
    /// Those who wait until the loop waits and something is true.
    var watchers: [(condition: @Sendable (State) -> Bool, resume: @Sendable (State) -> Void)] = []

    mutating func becomeQuiet() {
      isQuiet = true
      let waiting = watchers
      watchers = waiting.filter { !$0.condition(self) }
      for watcher in waiting where watcher.condition(self) { watcher.resume(self) }
    }

    /// What they wait for never comes.
    mutating func giveUp() {
      let waiting = watchers
      watchers = []
      for watcher in waiting { watcher.resume(self) }
    }
  }

  // MARK: The loop's side

  var size: Size {
    get { state.withLock { $0.size } }
    set { state.withLock { $0.size = newValue } }
  }

  var reportsMouse: Bool {
    get { state.withLock { $0.reportsMouse } }
    set { state.withLock { $0.reportsMouse = newValue } }
  }

  var wakeUp: @Sendable () -> Void {
    { [self] in
      state.withLock { $0.isOver = true }
      news.signal()
    }
  }

  func read(within seconds: Double?) -> [InputEvent] {
    while true {
      let input: [InputEvent]? = state.withLock { state in
        guard state.isOver || !state.input.isEmpty else {
          state.seconds = seconds
          state.becomeQuiet()
          return nil
        }
        defer { (state.input, state.isOver, state.isQuiet) = ([], false, false) }
        return state.input
      }
      if let input { return input }
      news.wait()
    }
  }

  func show(_ frame: Frame) { state.withLock { $0.frames.append(frame) } }

  func invalidate() { note("invalidate") }
  func suspend() { note("suspend") }
  var clipboard: any Clipboard { programs }
  func copy(_ text: String, after route: CopyRoute) -> CopyRoute {
    note("copy \(text)")
    return route == .nowhere ? .terminal : route
  }
  func run(_ command: [String]) -> ProgramEnd {
    note("run \(command.joined(separator: "|"))")
    return command[0] == "missing" ? .notStarted : .exited(3)
  }
  var opener: any PageOpener { FakeOpener() }

  /// Has a desktop for pages whose batch is called so.
  private struct FakeOpener: PageOpener {
    func open(_ url: String) async -> OpenedPage { url.hasSuffix("b0") ? .opened : .noDesktop }
  }

  func notify(_ text: String?) { note("notify \(text ?? "")") }

  /// The loop has ended.
  func close() { state.withLock { $0.becomeQuiet() } }

  private func note(_ text: String) { state.withLock { $0.log.append(text) } }

  // MARK: The test's side

  var frames: [Frame] { state.withLock { $0.frames } }
  var log: [String] { state.withLock { $0.log } }
  /// Seconds after which the loop's present wait ends by itself.
  var seconds: Double? { state.withLock { $0.seconds } }

  /// - Returns: the frames that the loop drew until it waited again.
  @discardableResult
  func type(_ keys: Key...) async -> ArraySlice<Frame> {
    await send(keys.map { .key($0) })
  }

  /// - Returns: the frames that the loop drew until it waited again.
  @discardableResult
  func send(_ input: [InputEvent]) async -> ArraySlice<Frame> {
    await endWait { $0.input += input }
  }

  /// The loop's wait ends by itself.
  /// - Returns: the frames that the loop drew until it waited again.
  @discardableResult
  func runOut() async -> ArraySlice<Frame> {
    await endWait { $0.isOver = true }
  }

  /// The first frame, from the present one on, in which the condition holds while the loop waits.
  func frame(where condition: @escaping @Sendable (Frame) -> Bool) async -> Frame {
    await quiet { $0.frames.last.map(condition) == true }.frames.last!
  }

  func frame(showing text: String) async -> Frame {
    await frame { $0.text.contains(text) }
  }

  /// Returns once the loop waits for less than so many seconds.
  func waits(lessThan limit: Double) async {
    _ = await quiet { $0.seconds.map { $0 < limit } == true }
  }

  private func endWait(_ change: @Sendable (inout State) -> Void) async -> ArraySlice<Frame> {
    let before = await quiet().frames.count
    state.withLock { state in
      change(&state)
      state.isQuiet = false
    }
    news.signal()
    return await quiet().frames[before...]
  }

  /// What there is as soon as the loop waits and the condition holds; or when the test's time is up.
  private func quiet(
    _ condition: @escaping @Sendable (State) -> Bool = { _ in true }
  ) async -> State {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        state.withLock { state in
          if Task.isCancelled || state.isQuiet && condition(state) {
            continuation.resume(returning: state)
          } else {
            state.watchers.append((condition, { continuation.resume(returning: $0) }))
          }
        }
      }
    } onCancel: {
      state.withLock { $0.giveUp() }
    }
  }
}

extension BrowserLoop {
  /// Runs a loop on a thread of its own, which it blocks.
  static func run(
    on terminal: FakeTerminal, _ make: @escaping @Sendable () -> BrowserLoop
  ) async -> Exit {
    await withCheckedContinuation { continuation in
      DispatchQueue(label: "loop").async {
        let exit = make().run()
        terminal.close()
        continuation.resume(returning: exit)
      }
    }
  }
}

/// A clock that a test moves.
final class FakeClock: Sendable {
  private let seconds: Locked<Double>

  init(_ seconds: Double = Fixture.now) { self.seconds = Locked(seconds) }

  /// Seconds since 1970.
  var now: Double { seconds.withLock { $0 } }

  func advance(_ more: Double) { seconds.withLock { $0 += more } }
}
