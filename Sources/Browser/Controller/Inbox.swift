import Batches

/// Messages from tasks to the loop.
final class Inbox<Item: Sendable>: Sendable {
  private let items = Locked<[Item]>([])
  private let wakeUp: @Sendable () -> Void

  /// - Parameter wakeUp: wakes the loop; called on any thread.
  init(wakeUp: @escaping @Sendable () -> Void) {
    self.wakeUp = wakeUp
  }

  func put(_ item: Item) {
    items.withLock { $0.append(item) }
    wakeUp()
  }

  /// The items since the last call, in order.
  func takeAll() -> [Item] {
    items.withLock { items in
      defer { items = [] }
      return items
    }
  }
}
