import BatchClient
import Glibc

/// The environment of this process, from which keys are taken once and for all.
enum ProcessEnvironment {
  /// All variables, keys included. No later caller, and no child of ours, sees the keys: they and
  /// their copies under other names are removed, and overwritten where `/proc` and `ps` show them.
  static func withdrawingKeys() -> [String: String] {
    let environment = variables
    Provider.allKeyVariables.forEach(remove)
    for name in Provider.allKeyVariables {
      if let key = environment[name].flatMap({ try? APIKey($0) }) { removeCopies(of: key) }
    }
    return environment
  }

  /// Removes the variables that hold a key.
  static func removeCopies(of key: APIKey) {
    let mask = KeyMask(key)
    for (name, value) in variables where mask.isGivenAway(by: value) { remove(name) }
  }

  /// All variables as they are now.
  static var variables: [String: String] {
    var result: [String: String] = [:]
    var entry = environ
    while let text = entry.pointee {
      let pair = String(cString: text)
        .split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      // Of a name that is there twice `getenv` knows the first, too.
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
