import Batches
import Glibc
import Secrets

/// The environment of this process.
enum ProcessEnvironment {
  /// Returns all variables, then removes the keys from the environment, together with copies under
  /// other names, so that neither later calls nor child processes see them. Their memory, which
  /// `/proc` and `ps` show, is overwritten.
  /// - Parameter others: variables with secrets besides those of all providers.
  static func withdrawingKeys(_ others: [String] = []) -> [String: String] {
    let environment = variables
    let names = Set(Dialect.allKeyVariables + others)
    removeEntries { split($0).map { names.contains($0.name) } ?? false }
    for name in names {
      if let key = environment[name].flatMap({ try? APIKey($0) }) { removeCopies(of: key) }
    }
    return environment
  }

  /// Removes the variables that contain a key.
  static func removeCopies(of key: APIKey) {
    let mask = KeyMask(key)
    removeEntries { entry in
      mask.isGivenAway(by: entry) || split(entry).map { mask.isGivenAway(by: $0.value) } ?? false
    }
  }

  /// The current variables.
  static var variables: [String: String] {
    var result: [String: String] = [:]
    var entry = environ
    while let text = entry.pointee {
      // Of a name that is there twice `getenv` knows the first, too.
      if let (name, value) = split(String(cString: text)), result[name] == nil {
        result[name] = value
      }
      entry += 1
    }
    return result
  }

  private static func split(_ entry: String) -> (name: String, value: String)? {
    guard let mark = entry.utf8.firstIndex(of: UInt8(ascii: "=")) else { return nil }
    return (String(entry[..<mark]), String(entry[entry.utf8.index(after: mark)...]))
  }

  private static func removeEntries(where isUnwanted: (String) -> Bool) {
    var entry = environ
    var kept = environ
    while let text = entry.pointee {
      if isUnwanted(String(cString: text)) {
        memset(text, 0, strlen(text))
      } else {
        kept.pointee = text
        kept += 1
      }
      entry += 1
    }
    kept.pointee = nil
  }
}
