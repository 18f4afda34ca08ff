import BatchListing
import Batches
import Logging

extension Logger {
  /// Logs a retry; requests are logged by the client.
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
