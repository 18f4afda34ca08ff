import Batches

/// What the file can set: one row of the table that reading, precedence, checks, the example, the schema
/// and the documentation follow.
public struct PreferenceOption: Sendable, Hashable {
  /// In the file.
  public var name: String
  public var kind: Kind
  /// Where it may stand.
  public var places: Places
  /// The environment variable that takes precedence over the file; nil for none.
  public var variable: String?
  /// The option of the command line that takes precedence over both; nil for none.
  public var flag: String?
  /// What holds where nothing is set, as in the file; nil where that is nothing.
  public var usual: OptionValue?
  /// A sentence without its full stop.
  public var meaning: String
  /// A value for the example, as in the file.
  public var example: String

  public enum Kind: Sendable, Hashable {
    case bool
    case integer(ClosedRange<Int>)
    /// One of these.
    case word([String])
    case text
    case address
    /// The name of an environment variable.
    case variableName
    /// A table of names and values.
    case headers
    case prices
  }

  public struct Places: OptionSet, Sendable, Hashable {
    public let rawValue: Int
    public init(rawValue: Int) { self.rawValue = rawValue }
    public static let top = Places(rawValue: 1)
    public static let profile = Places(rawValue: 2)
  }
}

/// A value that an option can have.
public enum OptionValue: Sendable, Hashable {
  case text(String)
  case integer(Int)
  case bool(Bool)

  /// As people and variables write it.
  public var words: String {
    switch self {
    case .text(let text): text
    case .integer(let number): String(number)
    case .bool(let isOn): isOn ? "true" : "false"
    }
  }

  /// As it stands in the file.
  public var literal: String {
    if case .text(let text) = self { TOMLText.quoted(text) } else { words }
  }

  public var json: JSONValue {
    switch self {
    case .text(let text): .string(text)
    case .integer(let number): .number(String(number))
    case .bool(let isOn): .bool(isOn)
    }
  }
}

extension PreferenceOption.Kind {
  /// What a value has to be, as a phrase.
  var expectation: String {
    switch self {
    case .bool: "true or false"
    case .integer(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
    case .word(let words):
      words.dropLast().joined(separator: ", ") + " or " + (words.last ?? "")
    case .text: "a text in quotes"
    case .address: "an address in quotes, such as \"https://example.com/v1\""
    case .variableName: "the name of a variable in quotes, such as \"OPENAI_API_KEY\""
    case .headers: "a table of headers"
    case .prices: "a table of prices"
    }
  }

  /// A name for tables, short.
  public var word: String {
    switch self {
    case .bool: "true, false"
    case .integer(let range): "\(range.lowerBound)–\(range.upperBound)"
    case .word(let words): words.joined(separator: ", ")
    case .text: "text"
    case .address: "address"
    case .variableName: "name of a variable"
    case .headers, .prices: "table"
    }
  }
}
