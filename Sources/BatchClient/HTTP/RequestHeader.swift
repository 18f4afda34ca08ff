import Batches
import Secrets

/// A header of every request besides those of the client itself.
public struct RequestHeader: Sendable, Hashable {
  public var name: String
  public var value: String
  /// Whether it is masked wherever the key is.
  private var isSecret = false

  /// A header that everyone may know.
  public init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }

  /// - Parameters:
  ///   - text: `NAME: VALUE`.
  ///   - isSecret: whether the value is masked in logs and messages.
  /// - Throws: a sentence when it is no header or one that the client sets itself. It quotes nothing that
  ///   may be a secret: not the value, and not a name that may be a value in the wrong place.
  public init(parsing text: String, isSecret: Bool = true) throws(InvalidSetting) {
    guard let colon = text.firstIndex(of: ":") else {
      throw InvalidSetting("a header looks like 'NAME: VALUE'")
    }
    let name = String(text[..<colon]).trimmingWhitespace()
    let value = String(text[text.index(after: colon)...]).trimmingWhitespace()
    guard !name.isEmpty, name.utf8.allSatisfy(Self.isToken) else {
      throw InvalidSetting("the name of a header consists of letters, digits and hyphens")
    }
    guard !value.isEmpty, value.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) else {
      throw InvalidSetting(
        "the value of the header is empty or contains a character that cannot be sent")
    }
    // Without quotes the shell makes the key an argument of its own, such as the id for `show`.
    guard !Self.schemes.contains(value.lowercased()) else {
      throw InvalidSetting("the header has no key: write it in quotes, as in 'NAME: VALUE'")
    }
    guard !Self.own.contains(name.lowercased()) else {
      throw InvalidSetting("the header \(name) is set by lazybatch itself")
    }
    self.init(name, value)
    self.isSecret = isSecret
  }

  private static let own: Set<String> = [
    "host", "content-length", "transfer-encoding", "connection", "accept-encoding", "expect", "te",
    "upgrade", "trailer",
  ]

  /// What precedes the key in a value, in lower case.
  private static let schemes: Set<String> = ["bearer", "basic", "token", "apikey", "api-key"]

  /// RFC 9110, 5.6.2.
  private static func isToken(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }
  }

  /// The value, where it may be a secret: not one that the client sets, such as a version, nor one so
  /// short that names and ids would have holes.
  var secret: APIKey? {
    isSecret && value.utf8.count >= KeyMask.shortestOpaqueKey ? try? APIKey(value) : nil
  }

  var line: String { "\(name): \(value)" }
}
