import Batches
import Logging

/// The log line of one request.
struct LogEntry {
  private let start = ContinuousClock.now
  private let target: RequestTarget
  private var status: Int?
  private var bytes: Int?
  private var traceID: String?

  init(_ target: RequestTarget) {
    self.target = target
  }

  mutating func note(_ response: HTTPResponse) {
    status = response.status
    bytes = response.body.count
    traceID = response.headers.traceID
  }

  func write(to logger: Logger, failure: ServiceFailure?) {
    // Formatting is skipped where nothing is logged.
    guard logger.logLevel <= (failure == nil ? .info : .warning) else { return }
    let request = "GET \(target.shown)"
    let duration = ContinuousClock.now - start
    var metadata: Logger.Metadata = ["ms": "\(Int(duration / .milliseconds(1)))"]
    if let status = status ?? failure?.status { metadata["status"] = "\(status)" }
    if let bytes { metadata["bytes"] = "\(bytes)" }
    if let traceID = traceID ?? failure?.traceID { metadata["trace"] = "\(traceID)" }
    if let failure {
      metadata["failure"] = "\(failure.kind)"
      metadata["summary"] = "\(failure.summary)"
      logger.warning("\(request)", metadata: metadata)
    } else {
      logger.info("\(request)", metadata: metadata)
    }
  }
}
