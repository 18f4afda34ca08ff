import Glibc

/// Handling of ^C in commands without a full screen.
enum Interruption {
  /// The time in milliseconds that an interrupted body has to complete its output. A pipe whose reader
  /// does not read could block it forever.
  private static let grace: Int32 = 500

  /// Runs the body in a task that ^C cancels.
  static func cancelling<Value: Sendable>(
    _ body: @escaping @Sendable () async throws -> Value
  ) async throws -> Value {
    let task = Task { try await body() }
    let before = signal(SIGINT, SIG_IGN)
    // If the parent ignores the signal (`nohup`, `&` in a script), so do we.
    let isIgnored = unsafeBitCast(before, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
    let pipe =
      isIgnored
      ? nil
      : InterruptPipe { pipe in
        task.cancel()
        if !pipe.isClosed(within: grace) { _exit(128 + SIGINT) }
      }
    guard let pipe else {
      signal(SIGINT, before)
      return try await task.value
    }
    defer {
      signal(SIGINT, before)
      pipe.close()
    }
    return try await task.value
  }
}

/// Forwards SIGINT from the signal handler to a thread. Dispatch would need four threads for that, which
/// is too slow for a short command.
private final class InterruptPipe: Sendable {
  private let readEnd: Int32
  private let writeEnd: Int32

  /// The descriptor that the handler writes to. A global, because handlers have no context.
  nonisolated(unsafe) private static var target: Int32 = -1

  /// Runs `body` on a separate thread at the first SIGINT before `close`.
  /// - Returns: nil, without an effect, where there is no descriptor or thread left.
  init?(onInterrupt body: @escaping @Sendable (InterruptPipe) -> Void) {
    final class Watch {
      let pipe: InterruptPipe
      let body: @Sendable (InterruptPipe) -> Void

      init(_ pipe: InterruptPipe, _ body: @escaping @Sendable (InterruptPipe) -> Void) {
        self.pipe = pipe
        self.body = body
      }
    }
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return nil }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    (readEnd, writeEnd) = (ends[0], ends[1])
    var thread = pthread_t()
    let watch = Unmanaged.passRetained(Watch(self, body))
    let failure = pthread_create(
      &thread, nil,
      { context in
        guard let context else { return nil }
        let watch = Unmanaged<Watch>.fromOpaque(context).takeRetainedValue()
        if watch.pipe.receive() { watch.body(watch.pipe) }
        Glibc.close(watch.pipe.readEnd)
        return nil
      }, watch.toOpaque())
    guard failure == 0 else {
      watch.release()
      for end in ends { Glibc.close(end) }
      return nil
    }
    pthread_detach(thread)
    Self.target = writeEnd
    signal(SIGINT) { _ in
      let before = errno
      write(InterruptPipe.target, "!", 1)
      errno = before
    }
  }

  /// - Returns: true after a signal, false when the pipe was closed.
  private func receive() -> Bool {
    var byte: UInt8 = 0
    while true {
      let count = read(readEnd, &byte, 1)
      if count < 0 && errno == EINTR { continue }
      return count == 1
    }
  }

  /// Waits for the pipe to be closed.
  func isClosed(within milliseconds: Int32) -> Bool {
    var end = pollfd(fd: readEnd, events: 0, revents: 0)
    return poll(&end, 1, milliseconds) > 0
  }

  func close() {
    Self.target = -1
    Glibc.close(writeEnd)
  }
}
