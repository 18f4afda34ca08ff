import BatchListing
import Batches
import Logging

extension Logger {
  /// Retries are the reader's; requests are logged where they are sent.
  func note(_ event: BatchReader.Event) {
    guard case .waiting(let pause, let failure) = event else { return }
    notice(
      "retry",
      metadata: [
        "seconds": "\(Int(pause.seconds.rounded(.up)))", "try": "\(pause.retry)",
        "failure": "\(failure.kind)",
      ])
  }
}
