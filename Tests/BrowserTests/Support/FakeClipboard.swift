import Batches
import Screen

/// A clipboard that takes texts at once, or, while it is held, when the test says so.
final class FakeClipboard: Clipboard {
  private let state = Locked(State())

  private struct State {
    var isHeld = false
    var isStubborn = false
    var log: [String] = []
    /// Offers that are not answered yet, by their texts.
    var open: [String: CheckedContinuation<Void, Never>] = [:]
    /// Those who wait until a text is offered.
    var watchers: [String: CheckedContinuation<Void, Never>] = [:]
  }

  func offer(_ text: String, tell: @escaping @Sendable (CopyRoute) -> Void) async {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        state.withLock { state in
          state.log.append("offer \(text)")
          state.watchers.removeValue(forKey: text)?.resume()
          if state.isHeld, !Task.isCancelled {
            state.open[text] = continuation
          } else {
            continuation.resume()
          }
        }
      }
    } onCancel: {
      state.withLock { state in
        state.log.append("cancel \(text)")
        if !state.isStubborn { state.open.removeValue(forKey: text)?.resume() }
      }
    }
    if !Task.isCancelled || state.withLock({ $0.isStubborn }) { tell(.tool("keeper")) }
  }

  // MARK: The test's side

  /// What was offered and what was cancelled, in order.
  var log: [String] { state.withLock { $0.log } }

  /// From now on offers wait until they are answered or cancelled.
  func hold() { state.withLock { $0.isHeld = true } }

  /// From now on an answer comes although nobody wants it any more.
  func ignoreCancelling() { state.withLock { $0.isStubborn = true } }

  /// Returns once the text is offered.
  func isOffered(_ text: String) async {
    await withCheckedContinuation { continuation in
      state.withLock { state in
        if state.log.contains("offer \(text)") {
          continuation.resume()
        } else {
          state.watchers[text] = continuation
        }
      }
    }
  }

  /// The text is taken.
  func answer(_ text: String) {
    state.withLock { $0.open.removeValue(forKey: text)?.resume() }
  }
}
