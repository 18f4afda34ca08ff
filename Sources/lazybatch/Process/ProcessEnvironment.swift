import BatchClient
import Glibc

/// The environment of this process, from which keys are taken once and for all.
enum ProcessEnvironment {
  /// All variables, keys included. No later caller, and no child of ours, sees the keys: they and
  /// their copies under other names are removed, and overwritten where `/proc` and `ps` show them.
  static func takingKeys() -> [String: String] {
    let environment = variables
    let names = Set(Provider.allKeyVariables)
    removeEntries { split($0).map { names.contains($0.name) } ?? false }
    for name in Provider.allKeyVariables {
      if let key = environment[name].flatMap({ try? APIKey($0) }) { removeCopies(of: key) }
    }
    return environment
  }

  /// Removes the entries that hold a key, in whatever form they are: no shell makes one without a name
  /// or two of the same, but any program can hand them to us.
  static func removeCopies(of key: APIKey) {
    let mask = KeyMask(key)
    removeEntries { entry in
      mask.isGivenAway(by: entry) || split(entry).map { mask.isGivenAway(by: $0.value) } ?? false
    }
  }

  /// All variables as they are now.
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
