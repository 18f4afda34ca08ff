import Batches

/// A secret API key. It does not reveal itself when it is printed, interpolated, dumped or inspected.
public struct APIKey: Sendable, Hashable {
  /// Only for the header that carries it and `KeyMask`.
  let secret: String

  /// - Parameter text: the key; white space around it is trimmed.
  /// - Throws: a sentence, without the text, when it is empty or cannot be sent in a header.
  public init(_ text: String) throws(InvalidSetting) {
    let secret = text.trimmingWhitespace()
    guard !secret.isEmpty else { throw InvalidSetting("the key is empty") }
    guard secret.utf8.allSatisfy({ $0 < 0x80 }) else {
      throw InvalidSetting("the key contains a character that is not ASCII; copy it again")
    }
    guard secret.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else {
      throw InvalidSetting(
        "the key contains a control character, such as a newline; copy it again")
    }
    self.secret = secret
  }
}

extension APIKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  public var description: String { KeyMask.replacement }
  public var debugDescription: String { KeyMask.replacement }
  public var customMirror: Mirror { Mirror(self, children: []) }
}

extension Dialect.KeyStyle {
  /// Name and value of the header that carries the key. The only way by which it leaves this module.
  package func field(_ key: APIKey) -> (name: String, value: String) {
    switch self {
    case .bearer: ("Authorization", "Bearer \(key.secret)")
    case .header(let name): (name, key.secret)
    }
  }
}
