import Dispatch
import Glibc

/// ^C while no screen is open.
enum Interruption {
  /// Seconds in which an interrupted body may finish what it writes. A reader who does not read
  /// could hold it for ever.
  private static let grace = 0.5

  /// Runs the body in a task that ^C cancels.
  static func cancelling<Value: Sendable>(
    _ body: @escaping @Sendable () async throws -> Value
  ) async throws -> Value {
    let task = Task { try await body() }
    let queue = DispatchQueue(label: "interruption")
    let source = DispatchSource.makeSignalSource(signal: SIGINT, queue: queue)
    source.setEventHandler {
      task.cancel()
      queue.asyncAfter(deadline: .now() + grace) { _exit(128 + SIGINT) }
    }
    let before = signal(SIGINT, SIG_IGN)
    source.resume()
    // A parent that has it ignored (`nohup`, `&` in a script) does not want us to end by it.
    if unsafeBitCast(before, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self) {
      source.cancel()
    }
    defer {
      source.cancel()
      signal(SIGINT, before)
    }
    return try await task.value
  }
}
