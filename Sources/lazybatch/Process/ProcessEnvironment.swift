import BatchClient
import FoundationEssentials
import Glibc

/// The environment of this process, from which keys are taken once and for all.
enum ProcessEnvironment {
  /// All variables, keys included. No later caller, and no child of ours, sees the keys: they are
  /// removed, and overwritten where `/proc` and `ps` show them.
  static func takingKeys() -> [String: String] {
    let environment = ProcessInfo.processInfo.environment
    for name in Provider.allKeyVariables {
      guard let value = getenv(name) else { continue }
      memset(value, 0, strlen(value))
      unsetenv(name)
    }
    return environment
  }
}
