import BatchClient
import Batches
import Logging

extension Logger {
  /// Logs one try of a request.
  func note(_ request: RequestRecord) {
    var metadata: Logger.Metadata = ["ms": "\(Int(request.duration / .milliseconds(1)))"]
    if let status = request.status { metadata["status"] = "\(status)" }
    if let bytes = request.bytes { metadata["bytes"] = "\(bytes)" }
    if let traceID = request.traceID { metadata["trace"] = "\(traceID)" }
    let line = Logger.Message("GET \(request.target)")
    if let failure = request.failure {
      metadata["failure"] = "\(failure.kind)"
      metadata["summary"] = "\(failure.summary)"
      warning(line, metadata: metadata)
    } else {
      info(line, metadata: metadata)
    }
  }
}
