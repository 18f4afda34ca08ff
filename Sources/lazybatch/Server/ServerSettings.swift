import BatchClient
import Batches

/// The settings that select the server.
struct ServerSettings: Sendable, Hashable {
  var provider = Dialect.siliconflow
  var baseURL: String?
  /// Batches per request.
  var pageSize = 100
  /// A shell command that prints the key.
  var keyCommand: String?
  /// Sent with every request.
  var headers: [RequestHeader] = []
  var allowsInsecureHTTP = false
  var logFile: String?
  var demo = false

  /// Why they are invalid, as a sentence; nil where they are valid.
  var problem: String? {
    if !(1...10_000).contains(pageSize) {
      return "--page-size must be from 1 to 10000, not \(pageSize)."
    }
    if demo, baseURL != nil || keyCommand != nil {
      return
        "--demo has its own server and needs no key; omit --base-url and --api-key-command."
    }
    return nil
  }
}
