import BatchListing
import Batches
import Screen

/// A progress line on standard error, if that is a terminal. It is cleared before anything else is
/// written.
struct ProgressLine {
  private let isOn: Bool
  private var isShown = false

  /// - Parameter isOn: whether there is a place for it, where the standard error is a terminal.
  init(environment: [String: String], isOn: Bool = true) {
    self.isOn =
      isOn && StandardError.isTerminal
      && !["", "dumb"].contains(environment["TERM", default: ""])
  }

  mutating func show(_ event: BatchReader.Event) {
    if let text = event.progress { show(text) }
  }

  mutating func show(_ text: String) {
    guard isOn else { return }
    StandardError.write(
      Self.clearance + ScreenText.truncated(ScreenText.harmless(text), to: Self.columns))
    isShown = true
  }

  mutating func clear() {
    guard isShown else { return }
    StandardError.write(Self.clearance)
    isShown = false
  }

  /// Narrower than most terminals, since a line that wraps could not be cleared.
  private static let columns = 60
  /// Moves to the first column and erases the line (ECMA-48, EL).
  private static let clearance = "\r\u{1B}[K"
}

extension BatchReader.Event {
  /// The text of the progress line; nil where the event does not change it.
  var progress: String? {
    switch self {
    case .asking(let rows): rows == 0 ? "loading …" : "\(rows) batches so far …"
    case .waiting(let pause, let failure):
      "trying again in \(Self.seconds(pause)) (\(pause.retry) of \(RetryPolicy.maximumRetries)): "
        + failure.summary
    case .rows: nil
    }
  }

  private static func seconds(_ pause: RetryPause) -> String {
    "\(Int(max(1, pause.seconds.rounded()))) s"
  }
}
