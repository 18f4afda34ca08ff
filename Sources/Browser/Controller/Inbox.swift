import Batches

/// What tasks have to tell the loop, until it looks.
final class Inbox<Item: Sendable>: Sendable {
  private let items = Locked<[Item]>([])
  private let wakeUp: @Sendable () -> Void

  /// - Parameter wakeUp: makes the loop look; called on any thread.
  init(wakeUp: @escaping @Sendable () -> Void) {
    self.wakeUp = wakeUp
  }

  func put(_ item: Item) {
    items.withLock { $0.append(item) }
    wakeUp()
  }

  /// What came since the last look, in order.
  func takeAll() -> [Item] {
    items.withLock { items in
      defer { items = [] }
      return items
    }
  }
}
