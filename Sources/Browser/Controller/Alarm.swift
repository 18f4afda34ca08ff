import Dispatch

/// Calls back once at a time; setting it anew replaces what was set.
@MainActor
public protocol Alarm: AnyObject {
  /// - Parameters:
  ///   - seconds: from now; nil sets nothing.
  func set(in seconds: Double?, _ ring: @escaping @MainActor () -> Void)
}

/// An alarm on the main queue.
@MainActor
public final class DispatchAlarm: Alarm {
  private var timer: (any DispatchSourceTimer)?

  public init() {}

  public func set(in seconds: Double?, _ ring: @escaping @MainActor () -> Void) {
    timer?.cancel()
    timer = nil
    guard let seconds else { return }
    let timer = DispatchSource.makeTimerSource(queue: .main)
    timer.setEventHandler { MainActor.assumeIsolated { ring() } }
    timer.schedule(deadline: .now() + max(0, seconds), leeway: .milliseconds(20))
    timer.resume()
    self.timer = timer
  }
}
