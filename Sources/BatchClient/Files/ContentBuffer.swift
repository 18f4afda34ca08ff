import Batches

/// The bytes of a file between the transfer that fills it on its thread and the task that empties it.
final class ContentBuffer: Sendable {
  private struct State {
    var head: HTTPResponse?
    var bytes: [UInt8] = []
    var isPaused = false
    var outcome: Transfer.Outcome?
    /// The task that waits, and for how many bytes.
    var reader: (continuation: UnsafeContinuation<Void, Never>, wanted: Int)?

    func holds(_ wanted: Int) -> Bool {
      outcome != nil || head != nil && (bytes.count >= wanted || isPaused)
    }
  }

  private let state = Locked(State())
  private let limit: Int

  /// - Parameter limit: bytes that may wait.
  init(limit: Int) { self.limit = limit }

  // MARK: The transfer's side

  /// Notes the head of a success, whose body follows.
  func begin(_ head: HTTPResponse) { state.withLock { $0.head = head } }

  /// - Returns: false where there is no room, and the transfer has to pause until it is resumed.
  func append(_ part: UnsafeRawBufferPointer) -> Bool {
    state.withLock { state in
      guard state.bytes.isEmpty || state.bytes.count + part.count <= limit else {
        state.isPaused = true
        return false
      }
      state.bytes.append(contentsOf: part)
      return true
    }
  }

  func end(_ outcome: Transfer.Outcome) {
    state.withLock { $0.outcome = outcome }
    wakeReader()
  }

  func wakeReader() {
    let reader = state.withLock { state -> UnsafeContinuation<Void, Never>? in
      guard let reader = state.reader, state.holds(reader.wanted) else { return nil }
      state.reader = nil
      return reader.continuation
    }
    reader?.resume()
  }

  var isPaused: Bool { state.withLock { $0.isPaused } }

  // MARK: The reader's side

  /// Waits for the head and this many bytes, or the end.
  func wait(for wanted: Int) async {
    await withUnsafeContinuation { continuation in
      let isReady = state.withLock { state in
        if state.holds(wanted) { return true }
        state.reader = (continuation, wanted)
        return false
      }
      if isReady { continuation.resume() }
    }
  }

  var head: HTTPResponse? { state.withLock { $0.head } }

  /// How the transfer ended; nil while it runs.
  var outcome: Transfer.Outcome? { state.withLock { $0.outcome } }

  /// A copy of what waits.
  var beginning: [UInt8] { state.withLock { $0.bytes } }

  /// Takes everything that waits.
  /// - Returns: the bytes, and whether the transfer has to be resumed.
  func take() -> (bytes: [UInt8], mustResume: Bool) {
    state.withLock { state in
      defer {
        state.bytes = []
        state.isPaused = false
      }
      return (state.bytes, state.isPaused)
    }
  }
}
