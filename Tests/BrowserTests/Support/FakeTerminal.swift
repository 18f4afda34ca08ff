import Screen

@testable import Browser

/// A terminal that remembers what it was shown and types what it is told.
@MainActor
final class FakeTerminal: Terminal {
  var size: Size
  let repertoire = Repertoire.unicode
  var onInput: (([InputEvent]) -> Void)?
  var reportsMouse = false

  private(set) var frames: [Frame] = []
  private(set) var log: [String] = []
  /// Those who wait for a frame in which something is true.
  private var watchers:
    [(condition: (Frame) -> Bool, continuation: CheckedContinuation<Frame, Never>)] =
      []

  init(size: Size = Size(columns: 80, rows: 24)) {
    self.size = size
  }

  func show(_ frame: Frame) {
    frames.append(frame)
    let met = watchers.filter { $0.condition(frame) }
    watchers.removeAll { $0.condition(frame) }
    for watcher in met { watcher.continuation.resume(returning: frame) }
  }

  func invalidate() { log.append("invalidate") }
  func suspend() { log.append("suspend") }
  func copy(_ text: String) -> CopyRoute {
    log.append("copy \(text)")
    return .terminal
  }
  func notify(_ text: String?) { log.append("notify \(text ?? "")") }
  func close() { log.append("close") }

  func type(_ keys: Key...) {
    onInput?(keys.map { .key($0) })
  }

  /// The first frame, from the present one on, in which the condition holds.
  func frame(where condition: @escaping (Frame) -> Bool) async -> Frame {
    if let last = frames.last, condition(last) { return last }
    return await withCheckedContinuation { watchers.append((condition, $0)) }
  }

  func frame(showing text: String) async -> Frame {
    await frame { $0.text.contains(text) }
  }
}

/// An alarm that rings when the test says so.
@MainActor
final class FakeAlarm: Alarm {
  private(set) var seconds: Double?
  private var ring: (@MainActor () -> Void)?
  /// Those who wait for an alarm in less than so many seconds.
  private var watchers: [(limit: Double, continuation: CheckedContinuation<Void, Never>)] = []

  func set(in seconds: Double?, _ ring: @escaping @MainActor () -> Void) {
    self.seconds = seconds
    self.ring = seconds == nil ? nil : ring
    guard let seconds else { return }
    let met = watchers.filter { seconds < $0.limit }
    watchers.removeAll { seconds < $0.limit }
    for watcher in met { watcher.continuation.resume() }
  }

  /// Returns once it is set to ring in less than so many seconds.
  func set(under limit: Double) async {
    if let seconds, seconds < limit { return }
    await withCheckedContinuation { watchers.append((limit, $0)) }
  }

  func goOff() { ring?() }
}
