/// Everything that can set an option, and which of it counts: the command line, before a variable of the
/// environment, before the profile, before the top of the file, before what is usual.
public struct PreferenceLayers: Sendable {
  public var environment: [String: String]
  public var profile: Profile?
  public var preferences: Preferences

  public init(
    environment: [String: String], profile: Profile? = nil, preferences: Preferences = Preferences()
  ) {
    self.environment = environment
    self.profile = profile
    self.preferences = preferences
  }

  /// Where a value comes from.
  public enum Source: Sendable, Hashable {
    /// The option of the command line.
    case flag(String)
    case variable(String)
    case profile(String, TextPosition)
    case file(TextPosition)
    case usual
  }

  /// A variable has a value that the option cannot have.
  public struct InvalidVariable: Error, Sendable, Hashable {
    public var variable: String
    /// A phrase.
    public var expected: String

    /// Without a full stop.
    public var sentence: String { "\(variable) must be \(expected)" }
  }

  /// - Parameter given: on the command line; nil where it is not.
  /// - Returns: nil as the value where nothing is set and nothing is usual.
  public func value(
    of option: PreferenceOption, given: OptionValue? = nil
  ) throws(InvalidVariable) -> (value: OptionValue?, source: Source) {
    if let given { return (given, .flag(option.flag ?? option.name)) }
    if let variable = option.variable, let text = environment[variable], !text.isEmpty {
      guard let value = option.kind.value(ofVariable: text) else {
        throw InvalidVariable(variable: variable, expected: option.kind.variableExpectation)
      }
      return (value, .variable(variable))
    }
    if let profile, let value = profile.values[option.name] {
      return (value.value, .profile(profile.name, value.position))
    }
    if let value = preferences.values[option.name] { return (value.value, .file(value.position)) }
    return (option.usual, .usual)
  }
}

extension PreferenceOption.Kind {
  private static let yes = ["on", "true", "yes", "1"]
  private static let no = ["off", "false", "no", "0"]

  func value(ofVariable text: String) -> OptionValue? {
    switch self {
    case .bool:
      Self.no.contains(text.lowercased())
        ? .bool(false) : Self.yes.contains(text.lowercased()) ? .bool(true) : nil
    case .integer(let range):
      Int(text).flatMap { range.contains($0) ? .integer($0) : nil }
    case .word(let words): words.contains(text) ? .text(text) : nil
    case .text, .address, .variableName: .text(text)
    case .headers, .prices: nil
    }
  }

  var variableExpectation: String { self == .bool ? "on or off" : expectation }
}
