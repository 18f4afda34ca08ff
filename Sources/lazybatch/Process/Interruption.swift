import Batches
import Glibc

/// Handling of ^C, and of signals that end the process, in commands without a full screen.
enum Interruption {
  /// The time in milliseconds that an interrupted body has to complete its output. A pipe whose reader
  /// does not read could block it forever.
  private static let grace: Int32 = 500

  private static let signals = [SIGINT, SIGTERM, SIGHUP]

  /// Runs the body in a task that the first of these signals cancels. What it left unfinished is removed.
  /// ^C is an exit status of ours; after the others the process ends as they would have ended it.
  static func cancelling<Value: Sendable>(
    _ body: @escaping @Sendable () async throws -> Value
  ) async throws -> Value {
    let before = signals.map { (number: $0, action: signal($0, SIG_IGN)) }
    // If the parent ignores a signal (`nohup`, `&` in a script), so do we.
    let heeded = before.filter { !isIgnored($0.action) }.map(\.number)
    // The body starts when signals are heeded: one that comes with its first request is not lost.
    let running = Locked<Task<Value, any Error>?>(nil)
    let pipe = SignalPipe(of: heeded) { pipe, number in
      running.withLock { $0 }?.cancel()
      if !pipe.isClosed(within: grace) { endProcess(by: number) }
    }
    func restore() { for (number, action) in before { signal(number, action) } }
    guard let pipe else {
      restore()
      return try await Task { try await body() }.value
    }
    let task = Task { try await body() }
    running.withLock { $0 = task }
    if pipe.received != nil { task.cancel() }
    let result = await task.result
    restore()
    pipe.close()
    if let number = pipe.received, number != SIGINT { endProcess(by: number) }
    return try result.get()
  }

  private static func isIgnored(_ action: __sighandler_t?) -> Bool {
    unsafeBitCast(action, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }

  private static func endProcess(by number: Int32) -> Never {
    TemporaryFileNames.ofCommand.removeAll()
    if number != SIGINT {
      signal(number, SIG_DFL)
      // Threads of Dispatch block signals.
      var mask = sigset_t()
      sigemptyset(&mask)
      sigaddset(&mask, number)
      pthread_sigmask(SIG_UNBLOCK, &mask, nil)
      raise(number)
    }
    _exit(128 + number)
  }
}

/// Forwards signals from their handler to a thread. Dispatch would need four threads for that, which is
/// too slow for a short command.
private final class SignalPipe: Sendable {
  private let readEnd: Int32
  private let writeEnd: Int32
  private let first = Locked<Int32?>(nil)

  /// The descriptor that the handler writes to. A global, because handlers have no context.
  nonisolated(unsafe) private static var target: Int32 = -1

  /// Runs `body` on a separate thread at the first of the signals before `close`.
  /// - Returns: nil, without an effect, where there is no signal, descriptor or thread left.
  init?(of signals: [Int32], onSignal body: @escaping @Sendable (SignalPipe, Int32) -> Void) {
    final class Watch {
      let pipe: SignalPipe
      let body: @Sendable (SignalPipe, Int32) -> Void

      init(_ pipe: SignalPipe, _ body: @escaping @Sendable (SignalPipe, Int32) -> Void) {
        self.pipe = pipe
        self.body = body
      }
    }
    var ends: [Int32] = [-1, -1]
    guard !signals.isEmpty, pipe(&ends) == 0 else { return nil }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    (readEnd, writeEnd) = (ends[0], ends[1])
    var thread = pthread_t()
    let watch = Unmanaged.passRetained(Watch(self, body))
    let failure = pthread_create(
      &thread, nil,
      { context in
        guard let context else { return nil }
        let watch = Unmanaged<Watch>.fromOpaque(context).takeRetainedValue()
        if let number = watch.pipe.receive() { watch.body(watch.pipe, number) }
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
    for number in signals {
      signal(number) { number in
        let before = errno
        var byte = UInt8(truncatingIfNeeded: number)
        write(SignalPipe.target, &byte, 1)
        errno = before
      }
    }
  }

  /// The first signal that came; nil where none has.
  var received: Int32? { first.withLock { $0 } }

  /// - Returns: the signal that came, nil when the pipe was closed.
  private func receive() -> Int32? {
    var byte: UInt8 = 0
    while true {
      let count = read(readEnd, &byte, 1)
      if count < 0 && errno == EINTR { continue }
      guard count == 1 else { return nil }
      let number = Int32(byte)
      first.withLock { $0 = number }
      return number
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
