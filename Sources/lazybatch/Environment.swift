import Glibc

/// The variables that the program reads.
struct Environment: Sendable {
  static let keyVariable = "SILICONFLOW_API_KEY"
  static let baseURLVariable = "SILICONFLOW_BASE_URL"

  var values: [String: String]

  /// A variable's value; nil where it is not set or holds nothing but blanks.
  subscript(name: String) -> String? {
    guard let value = values[name], value.contains(where: { !$0.isWhitespace }) else { return nil }
    return value
  }

  static func ofProcess(_ names: String...) -> Environment {
    var values: [String: String] = [:]
    for name in names {
      if let value = getenv(name) { values[name] = String(cString: value) }
    }
    return Environment(values: values)
  }
}
