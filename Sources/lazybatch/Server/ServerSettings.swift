import BatchClient
import Batches

/// The settings that select the server.
struct ServerSettings: Sendable, Hashable {
  /// The name of a profile, from the command line; nil for the one that the file or a variable names.
  var profileName: String?
  @Sourced var provider = Dialect.siliconflow
  var baseURL: String?
  /// Batches per request.
  @Sourced var pageSize = 100
  /// A shell command that prints the key.
  var keyCommand: String?
  /// Sent with every request.
  var headers: [RequestHeader] = []
  var allowsInsecureHTTP = false
  var logFile: String?
  var demo = false

  /// The profile in use, from the file; nil for none.
  var profile: ServerProfile?
  /// The variables with secrets that the file names.
  var secretVariables: [String] = []

  /// Whether several profiles are named, with commas between them.
  var namesProfiles: Bool { profileName?.contains(",") == true }

  /// Why they are invalid, as a sentence; nil where they are valid.
  var problem: String? {
    if !(1...10_000).contains(pageSize) {
      return "--page-size must be from 1 to 10000, not \(pageSize)."
    }
    if demo, baseURL != nil || keyCommand != nil || profileName != nil {
      return
        "--demo has its own server and needs no key; omit --profile, --base-url and --api-key-command."
    }
    if profileName == "" { return "--profile needs the name of a profile." }
    return nil
  }
}
