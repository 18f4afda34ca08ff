import BatchClient

/// Which server, and how it is spoken to.
struct ServerSettings: Sendable, Hashable {
  var provider = Provider.siliconflow
  var baseURL: String?
  /// Batches to ask for in one request.
  var pageSize = 100
  /// A shell command that prints the key.
  var keyCommand: String?
  var allowsInsecureHTTP = false
  var logFile: String?
  var demo = false

  /// What is wrong with them, as a sentence; nil where nothing is.
  var problem: String? {
    if !(1...10_000).contains(pageSize) { return "--page-size must be from 1 to 10000." }
    if demo, baseURL != nil || keyCommand != nil {
      return
        "--demo brings its own server and needs no key; leave --base-url and --api-key-command out."
    }
    return nil
  }
}
