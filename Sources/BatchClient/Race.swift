/// Work against the clock.
enum Race {
  private enum Event<Value: Sendable>: Sendable {
    case done(Value)
    case timeUp
    case timerCancelled
  }

  /// Runs `work`, and cancels it when `limit` has passed; returns once it has really ended.
  /// - Returns: nil when the time ran out first.
  static func within<Value: Sendable>(
    _ limit: Duration, _ work: @escaping @Sendable () async -> Value
  ) async -> Value? {
    await withTaskGroup(of: Event<Value>.self) { group in
      group.addTask { .done(await work()) }
      group.addTask {
        do {
          try await Task.sleep(for: limit)
          return .timeUp
        } catch {
          return .timerCancelled
        }
      }
      defer { group.cancelAll() }
      for await event in group {
        switch event {
        case .done(let value): return value
        case .timeUp: return nil
        // Our own task was cancelled: the work was told so too, and its answer is on its way.
        case .timerCancelled: continue
        }
      }
      return nil
    }
  }

  /// Runs `work`, and cancels it when `limit` has passed.
  /// - Returns: what `work` has made of it until then.
  static func cancelling<Value: Sendable>(
    after limit: Duration, _ work: @escaping @Sendable () async -> Value
  ) async -> Value {
    let task = Task { await work() }
    let timer = Task {
      try await Task.sleep(for: limit)
      task.cancel()
    }
    defer { timer.cancel() }
    return await withTaskCancellationHandler {
      await task.value
    } onCancel: {
      task.cancel()
    }
  }
}
