/// What the file says, apart from what is wrong with it.
public struct Preferences: Sendable, Hashable {
  /// Of options at the top, by name.
  public var values: [String: PlacedValue] = [:]
  /// In the order of the file.
  public var profiles: [Profile] = []
  public var keys: [KeyPreference] = []
  /// In the order of the file. What they are about is left out above.
  public var problems: [PreferenceProblem] = []

  public init() {}

  /// Reads the bytes of a file. Never fails: a file that is no TOML is one problem and nothing else.
  public init(_ bytes: [UInt8]) {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      problems = [PreferenceProblem(.notUTF8, at: Self.firstInvalid(bytes))]
      return
    }
    do {
      var reader = PreferenceReader()
      reader.read(try TOMLDocument.entries(of: text))
      self = reader.result
    } catch {
      problems = [error]
    }
  }

  public func profile(_ name: String) -> Profile? { profiles.first { $0.name == name } }

  /// Where the first byte is that belongs to no character.
  private static func firstInvalid(_ bytes: [UInt8]) -> TextPosition {
    var (low, high) = (0, bytes.count)
    // The longest valid beginning; a character that is cut at its end does not count.
    while low < high {
      let middle = (low + high + 1) / 2
      if isValid(bytes.prefix(middle)) { low = middle } else { high = middle - 1 }
    }
    let before = String(decoding: bytes.prefix(low), as: UTF8.self)
    let lines = before.split(separator: "\n", omittingEmptySubsequences: false)
    return TextPosition(
      line: max(lines.count, 1), column: (lines.last?.unicodeScalars.count ?? 0) + 1)
  }

  private static func isValid(_ bytes: ArraySlice<UInt8>) -> Bool {
    // Without the beginning of a last character that goes on.
    let cut = bytes.suffix(3).lastIndex { $0 >= 0xC0 } ?? bytes.endIndex
    return String(validating: bytes, as: UTF8.self) != nil
      || String(validating: bytes[..<cut], as: UTF8.self) != nil && cut < bytes.endIndex
        && bytes[cut] < 0xF5 && bytes[cut...].dropFirst().allSatisfy { $0 & 0xC0 == 0x80 }
        && bytes[cut...].count < 4
  }
}

/// A value with its place.
public struct PlacedValue: Sendable, Hashable {
  public var value: OptionValue
  public var position: TextPosition
}

/// A line of `[keys]`: which keys are to do what. Who reads it knows what commands and keys there are.
public struct KeyPreference: Sendable, Hashable {
  public var command: String
  public var position: TextPosition
  public var keys: [Key]

  public struct Key: Sendable, Hashable {
    public var text: String
    public var position: TextPosition
  }
}

/// `[profile.NAME]`: a server and whose batches are read of it.
public struct Profile: Sendable, Hashable {
  public var name: String
  public var position: TextPosition
  /// Of options, by name.
  public var values: [String: PlacedValue] = [:]
  public var headers: [Header] = []
  public var prices: Prices?
  /// Whether something in it is wrong, so that it must not be used: it may be the address of the key.
  public var isFaulty = false

  public struct Header: Sendable, Hashable {
    public var name: String
    public var value: Value
    public var position: TextPosition

    public enum Value: Sendable, Hashable {
      case text(String)
      /// It is in this environment variable.
      case variable(String)
    }
  }

  public func text(_ option: PreferenceOption) -> String? {
    if case .text(let text) = values[option.name]?.value { text } else { nil }
  }

  public func bool(_ option: PreferenceOption) -> Bool? {
    if case .bool(let isOn) = values[option.name]?.value { isOn } else { nil }
  }

  /// The variables that it takes a secret from.
  public var secretVariables: [String] {
    [text(OptionTable.keyVariable)].compactMap { $0 }
      + headers.compactMap { if case .variable(let name) = $0.value { name } else { nil } }
  }
}

/// What models cost.
public struct Prices: Sendable, Hashable {
  /// By model.
  public var models: [String: Price] = [:]
  /// The share that a batch costs less, from 0 to 1.
  public var batchDiscount = 0.0
  /// As it is shown behind an amount; nil where none was given.
  public var currency: String?

  /// Per million tokens.
  public struct Price: Sendable, Hashable {
    public var input: Double
    public var output: Double
    /// Of input that was read from a cache; nil for the price of other input.
    public var cachedInput: Double?
  }
}

extension Preferences {
  /// Those of a file that cannot be read.
  /// - Parameter reason: the system's.
  public init(unreadable reason: String) {
    problems = [PreferenceProblem(.unreadable(reason), at: .start)]
  }

  /// Whether nothing of the file is known, so that it may name a profile.
  public var isUnknown: Bool {
    problems.contains { problem in
      switch problem.kind {
      case .syntax, .notUTF8, .unreadable: true
      default: false
      }
    }
  }
}
