/// A setting that cannot be used: an address, a key, a proxy, a certificate file.
///
/// The sentence is ready to be read, ends without a full stop and never holds a secret: where the
/// setting itself may be one, it is described and not repeated.
public struct InvalidSetting: Error, Sendable, Hashable, CustomStringConvertible {
  public let sentence: String

  public init(_ sentence: String) {
    self.sentence = sentence
  }

  public var description: String { sentence }
}
