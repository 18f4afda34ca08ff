/// What is wrong with the file, and where.
public struct PreferenceProblem: Error, Sendable, Hashable {
  public var kind: Kind
  public var position: TextPosition

  public init(_ kind: Kind, at position: TextPosition) {
    self.kind = kind
    self.position = position
  }

  public enum Kind: Sendable, Hashable {
    /// The system's reason why the file cannot be read.
    case unreadable(String)
    /// A sentence of the TOML reader.
    case syntax(String)
    case notUTF8
    /// - Parameter near: the known name that is most like it.
    case unknownName(String, near: String?)
    case unknownTable(String, near: String?)
    /// - Parameter expected: a phrase.
    case wrongType(name: String, expected: String, found: DocumentNode.Value)
    /// - Parameter value: as it stands in the file.
    case unknownValue(name: String, value: String, expected: String, near: String?)
    /// The file holds what looks like a key.
    case key(name: String)
    /// A header whose value looks like a key.
    case secretHeader(name: String)
    case misplaced(name: String, place: PreferenceOption.Places)
    case profileName(String)
    case unknownProfile(String, known: [String])
    /// Two names of which one excludes the other.
    case both(String, String)
    /// What is wrong in `[keys]`, without a full stop.
    case keys(String)
    /// - Parameter reason: a sentence without its full stop, which holds no secret.
    case invalid(name: String, reason: String)
  }
}

extension PreferenceProblem {
  /// Without a full stop.
  public var sentence: String {
    switch kind {
    case .unreadable(let reason): "the file cannot be read: \(reason)"
    case .syntax(let reason): "this is not TOML: \(reason)"
    case .notUTF8: "this is not UTF-8 text"
    case .unknownName(let name, let near):
      "there is no option \(TOMLText.shown(name))" + Self.suggestion(near)
    case .unknownTable(let name, let near):
      "there is no table [\(TOMLText.shown(name))]" + Self.suggestion(near)
    case .wrongType(let name, let expected, let found):
      "\(name) must be \(expected), not \(found.description)"
    case .unknownValue(let name, let value, let expected, let near):
      "\(name) must be \(expected), not \(TOMLText.shown(value))" + Self.suggestion(near)
    case .key(let name):
      "\(name) looks like an API key, which must not be in this file: name a variable that holds it "
        + "(\(OptionTable.keyVariable.name)) or a command that prints it (\(OptionTable.keyCommand.name))"
    case .secretHeader(let name):
      "\(name) looks like a key, which must not be in this file: write { variable = \"NAME\" }"
    case .misplaced(let name, let place):
      place == .profile
        ? "\(name) belongs in a profile, below [profile.NAME]"
        : "\(name) belongs at the top of the file, before the first [table]"
    case .profileName(let name):
      "a profile's name consists of letters, digits, dots, hyphens and underscores, unlike "
        + TOMLText.shown(name)
    case .unknownProfile(let name, let known):
      "there is no profile \(TOMLText.shown(name))"
        + (known.isEmpty
          ? ": the file has no [profile.NAME]" : "; there are \(known.joined(separator: ", "))")
    case .both(let one, let other): "give \(one) or \(other), not both"
    case .keys(let sentence): sentence
    case .invalid(let name, let reason): "\(name): \(reason)"
    }
  }

  private static func suggestion(_ near: String?) -> String {
    near.map { "; did you mean \($0)?" } ?? ""
  }
}

extension DocumentNode.Value: CustomStringConvertible {
  /// What it is, as a phrase; never its content.
  public var description: String {
    switch self {
    case .text: "a text"
    case .integer: "a whole number"
    case .number: "a number"
    case .bool: "true or false"
    case .date: "a date"
    case .list: "a list"
    case .table: "a table"
    }
  }
}
