/// A secret that proves who asks. However it is printed, interpolated, dumped or looked at in a
/// debugger's summary, it does not show itself.
public struct APIKey: Sendable, Hashable {
  /// Only for the header of a request and for `KeyMask`.
  let secret: String

  /// - Parameter text: the key; spaces and newlines around it are trimmed.
  /// - Throws: a sentence, without the text, when there is none or when it could not be sent in a
  ///   header.
  public init(_ text: String) throws(InvalidSetting) {
    let secret = text.trimmingWhitespace()
    guard !secret.isEmpty else { throw InvalidSetting("the key is empty") }
    guard secret.utf8.allSatisfy({ $0 < 0x80 }) else {
      throw InvalidSetting("the key holds a character that is not ASCII; it was copied with a flaw")
    }
    guard secret.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else {
      throw InvalidSetting(
        "the key holds a control character, such as a newline in its middle; copy it again")
    }
    self.secret = secret
  }
}

extension APIKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  public var description: String { KeyMask.replacement }
  public var debugDescription: String { KeyMask.replacement }
  public var customMirror: Mirror { Mirror(self, children: []) }
}

/// The header that carries the key.
public enum KeyHeader: Sendable, Hashable {
  /// `Authorization: Bearer KEY`
  case bearer
  /// `api-key: KEY`, as Azure wants it.
  case apiKey

  func field(_ key: APIKey) -> (name: String, value: String) {
    switch self {
    case .bearer: ("Authorization", "Bearer \(key.secret)")
    case .apiKey: ("api-key", key.secret)
    }
  }
}
