import Batches

/// What tasks have to tell the loop, until it looks.
final class Inbox: Sendable {
  private let events = Locked<[Event]>([])
  private let wakeUp: @Sendable () -> Void

  /// - Parameter wakeUp: makes the loop look; called on any thread.
  init(wakeUp: @escaping @Sendable () -> Void) {
    self.wakeUp = wakeUp
  }

  func put(_ event: Event) {
    events.withLock { $0.append(event) }
    wakeUp()
  }

  /// What came since the last look, in order.
  func takeAll() -> [Event] {
    events.withLock { events in
      defer { events = [] }
      return events
    }
  }
}
