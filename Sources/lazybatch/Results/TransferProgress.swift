import BatchListing
import BatchPresentation
import Batches

/// The progress of a file on standard error: bytes, rate and time left.
struct TransferProgress {
  private var line: ProgressLine
  private var received = 0
  private var size: Int?
  private var started: Double?
  private var shownAt = -Double.infinity

  /// Seconds between two updates, so that they cost nothing.
  private static let interval = 0.2
  /// Seconds before a rate is meaningful.
  private static let leastTime = 1.0

  /// - Parameter isOn: whether it is shown.
  init(environment: [String: String], isOn: Bool) {
    line = ProgressLine(environment: environment, isOn: isOn)
  }

  mutating func clear() { line.clear() }

  /// An answer begins, at the byte where the one before broke off or at the first.
  mutating func begin(_ head: ContentHead) {
    received = head.start
    size = head.size
    // Earlier bytes are void, and so is their rate.
    if head.start == 0 { started = nil }
  }

  /// - Parameter now: seconds since 1970.
  mutating func count(_ bytes: Int, now: Double) {
    received += bytes
    let start = started ?? now
    started = start
    guard now - shownAt >= Self.interval else { return }
    shownAt = now
    line.show(text(seconds: now - start))
  }

  mutating func wait(_ pause: RetryPause, after failure: ServiceFailure) {
    line.show(.waiting(pause, after: failure))
  }

  /// "12.3M of 40.1M bytes, 5.20M/s, 5s left"
  private func text(seconds: Double) -> String {
    let transfer = TransferText(
      received: received, of: size,
      rate: seconds >= Self.leastTime ? Double(received) / seconds : nil)
    return ([transfer.bytes] + transfer.pace).joined(separator: ", ")
  }
}
