import BatchClient
import Glibc

/// The environment of this process.
enum ProcessEnvironment {
  /// Returns all variables, then removes the keys from the environment, together with copies under
  /// other names, so that neither later calls nor child processes see them. Their memory, which
  /// `/proc` and `ps` show, is overwritten.
  static func withdrawingKeys() -> [String: String] {
    let environment = variables
    Provider.allKeyVariables.forEach(remove)
    for name in Provider.allKeyVariables {
      if let key = environment[name].flatMap({ try? APIKey($0) }) { removeCopies(of: key) }
    }
    return environment
  }

  /// Removes the variables that contain a key.
  static func removeCopies(of key: APIKey) {
    let mask = KeyMask(key)
    for (name, value) in variables where mask.isGivenAway(by: value) { remove(name) }
  }

  /// The current variables.
  static var variables: [String: String] {
    var result: [String: String] = [:]
    var entry = environ
    while let text = entry.pointee {
      let pair = String(cString: text)
        .split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      // Like `getenv`, keeps the first of duplicate names.
      if pair.count == 2 { result[String(pair[0])] = result[String(pair[0])] ?? String(pair[1]) }
      entry += 1
    }
    return result
  }

  private static func remove(_ name: String) {
    guard let value = getenv(name) else { return }
    memset(value, 0, strlen(value))
    unsetenv(name)
  }
}
