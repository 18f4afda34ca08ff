import NIOConcurrencyHelpers
import NIOCore

/// Runs tasks on the thread of an event loop, and limits their time by its clock.
///
/// A task that runs where its connection lives changes threads nowhere between the request that goes
/// out and the value that comes back, and each change costs tens of microseconds. In return the loop
/// stands still while an answer is decoded: for a page a third of a millisecond, for the largest body
/// that is read some tenths of a second, in which no other request goes on.
///
/// A limit that was not needed is gone with its task: one by `Task.sleep` would wake the program when
/// it had passed.
final class EventLoopExecutor: TaskExecutor {
  private let loop: any EventLoop

  init(_ loop: any EventLoop) {
    self.loop = loop
  }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    let executor = asUnownedTaskExecutor()
    loop.execute { job.runSynchronously(on: executor) }
  }

  /// Runs `work`, and cancels it when `limit` has passed; returns once it has really ended.
  /// - Returns: nil when the time ran out first.
  func within<Value: Sendable>(
    _ limit: Duration, _ work: @escaping @Sendable () async -> Value
  ) async -> Value? {
    let (value, isTimeUp) = await run(cancellingAfter: limit, work)
    return isTimeUp ? nil : value
  }

  /// Runs `work`, and cancels it when `limit` has passed.
  /// - Returns: what `work` has made of it until then.
  func cancelling<Value: Sendable>(
    after limit: Duration, _ work: @escaping @Sendable () async -> Value
  ) async -> Value {
    await run(cancellingAfter: limit, work).value
  }

  private func run<Value: Sendable>(
    cancellingAfter limit: Duration, _ work: @escaping @Sendable () async -> Value
  ) async -> (value: Value, isTimeUp: Bool) {
    let end = NIOLockedValueBox<End?>(nil)
    let task = Task(executorPreference: self) {
      let value = await work()
      end.withLockedValue { $0 = $0 ?? .done }
      return value
    }
    let timer = loop.scheduleTask(in: TimeAmount(limit)) {
      end.withLockedValue { $0 = $0 ?? .timeUp }
      task.cancel()
    }
    defer { timer.cancel() }
    let value = await withTaskCancellationHandler {
      await task.value
    } onCancel: {
      task.cancel()
    }
    return (value, end.withLockedValue { $0 == .timeUp })
  }

  /// What came first.
  private enum End {
    case done, timeUp
  }
}
