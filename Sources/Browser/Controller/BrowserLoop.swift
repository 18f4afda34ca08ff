import Batches
import Screen

/// Where input, answers and time come in, and frames and requests go out. Holds no rule of its
/// own: what happens is decided by `BrowserState.update`, what is seen by `draw`.
@MainActor
public final class BrowserLoop {
  /// How the program ends.
  public struct Exit: Sendable, Hashable {
    public var status: Int32
    /// To be raised again after the terminal is restored, so that the parent sees it.
    public var signal: Int32?
  }

  private var state: BrowserState
  private let terminal: any Terminal
  private let service: any BatchService
  private let keymap: Keymap
  private let alarm: any Alarm
  private let saver: RowSaver
  private let clock: () -> Double

  private var requests: [Int: Task<Void, Never>] = [:]
  private var arranging: Task<Void, Never>?
  private var searching: Task<Void, Never>?
  /// What has come in and was not given to the state yet.
  private var pending: [Event] = []
  private var drawn = DrawnFrame()
  /// What the alarm is set to, in seconds since 1970; nil where it is not set.
  private var alarmTime: Double?
  /// When a frame was last drawn, in seconds since 1970.
  private var drawnAt = 0.0
  private var ended: Exit?
  private var ending: CheckedContinuation<Exit, Never>?

  /// - Parameters:
  ///   - clock: seconds since 1970.
  public init(
    state: BrowserState, terminal: any Terminal, service: any BatchService,
    files: any FileStore, keymap: Keymap = .standard, alarm: any Alarm,
    clock: @escaping () -> Double
  ) {
    self.state = state
    self.terminal = terminal
    self.service = service
    self.keymap = keymap
    self.alarm = alarm
    self.saver = RowSaver(files: files)
    self.clock = clock
  }

  /// Runs until the user leaves or the terminal goes away.
  public func run() async -> Exit {
    terminal.onInput = { [weak self] in self?.take($0) }
    take([.resize(terminal.size)])
    handle([.start])
    let exit: Exit = await withCheckedContinuation { continuation in
      if let ended { continuation.resume(returning: ended) } else { ending = continuation }
    }
    terminal.onInput = nil
    alarm.set(in: nil) {}
    for request in requests.values { request.cancel() }
    arranging?.cancel()
    searching?.cancel()
    saver.stop()
    return exit
  }

  /// All input that was waiting is taken in before anything is drawn: held keys never queue up.
  private func take(_ input: [InputEvent]) {
    handle(input.map { .input($0) })
  }

  /// Seconds between two frames while pages come in one after the other.
  private static let calmInterval = 0.05

  private func handle(_ events: [Event]) {
    pending += events
    while ended == nil, !pending.isEmpty {
      let event = pending.removeFirst()
      for effect in state.update(event, now: clock(), keymap: keymap) { perform(effect) }
    }
    guard ended == nil else { return }
    let now = clock()
    let wake: Double?
    if state.isLoadingAll, !events.contains(where: \.isInput),
      abs(now - drawnAt) < Self.calmInterval
    {
      wake = drawnAt + Self.calmInterval
    } else {
      draw(at: now)
      wake = state.nextWake(knowing: drawn)
    }
    setAlarm(to: wake, now: now)
  }

  /// To set one leads through a system call or two, so one that is set to that moment stays.
  private func setAlarm(to wake: Double?, now: Double) {
    guard wake != alarmTime else { return }
    alarmTime = wake
    alarm.set(in: wake.map { $0 - now }) { [weak self] in
      self?.alarmTime = nil
      self?.handle([.tick])
    }
  }

  private func draw(at now: Double) {
    drawnAt = now
    terminal.show(state.draw(keymap: keymap, reusing: &drawn))
  }

  private func perform(_ effect: Effect) {
    switch effect {
    case .send(let request, let number): send(request, number: number)
    case .cancel(let number): requests.removeValue(forKey: number)?.cancel()
    case .arrange(let number): arrange(state.arrangement, number: number)
    case .stopArranging: arranging?.cancel()
    case .search(let number): search(state.problemSearch, number: number)
    case .stopSearching: searching?.cancel()
    case .redraw:
      terminal.invalidate()
      // Nobody tells a stopped program, or one in the background, that its window has changed.
      if terminal.size != state.size { pending.append(.input(.resize(terminal.size))) }
    case .suspend: terminal.suspend()
    case .copy(let field, let text):
      pending.append(.copied(field: field, terminal.copy(text)))
    case .notify(let text): terminal.notify(text)
    case .reportMouse(let isOn): terminal.reportsMouse = isOn
    case .save(let request, let number):
      saver.save(request, number: number) { [weak self] in self?.handle([$0]) }
    case .cancelSave: saver.cancel()
    case .complete(let path):
      saver.complete(path) { [weak self] in self?.handle([$0]) }
    case .quit(let status, let signal):
      let exit = Exit(status: status, signal: signal)
      ended = exit
      ending?.resume(returning: exit)
      ending = nil
    }
  }

  private func send(_ request: ServiceRequest, number: Int) {
    let service = service
    requests[number] = Task { [weak self] in
      let event = await Self.answer(to: request, number: number, from: service)
      self?.requests[number] = nil
      if !Task.isCancelled { self?.handle([event]) }
    }
  }

  private func arrange(_ arrangement: Arrangement, number: Int) {
    arranging?.cancel()
    arranging = Task { [weak self] in
      guard let outcome = await Self.outcome(of: arrangement), !Task.isCancelled else { return }
      self?.handle([.arranged(number: number, outcome)])
    }
  }

  private func search(_ search: ProblemSearch, number: Int) {
    searching?.cancel()
    searching = Task { [weak self] in
      let outcome = await Self.outcome(of: search)
      if !Task.isCancelled { self?.handle([.searched(number: number, outcome)]) }
    }
  }

  @concurrent
  nonisolated private static func outcome(of search: ProblemSearch) async -> ProblemSearch.Outcome {
    search.run { Task.isCancelled }
  }

  @concurrent
  nonisolated private static func outcome(
    of arrangement: Arrangement
  ) async -> Arrangement.Outcome? {
    arrangement.run { Task.isCancelled }
  }

  @concurrent
  nonisolated private static func answer(
    to request: ServiceRequest, number: Int, from service: any BatchService
  ) async -> Event {
    switch request {
    case .page(let page):
      do throws(ServiceFailure) {
        return .page(number: number, .success(try await service.page(page)))
      } catch {
        return .page(number: number, .failure(error))
      }
    case .batch(let id):
      do throws(ServiceFailure) {
        return .batch(number: number, .success(try await service.batch(id: id)))
      } catch {
        return .batch(number: number, .failure(error))
      }
    }
  }
}
