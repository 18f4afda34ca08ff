/// An invalid setting: an address, a key, a proxy or a certificate file.
///
/// The sentence is for the user, has no full stop and never contains a secret: a setting that may be
/// one is described, not quoted.
public struct InvalidSetting: Error, Sendable, Hashable, CustomStringConvertible {
  public let sentence: String

  public init(_ sentence: String) {
    self.sentence = sentence
  }

  public var description: String { sentence }
}
