/// The appearance of a cell: a foreground colour on the terminal's own background, and attributes.
///
/// Background colours and grey are missing on purpose: the user's palette determines what is readable,
/// and reverse video is visible on any background.
public struct Style: Sendable, Hashable {
  public enum Color: UInt8, Sendable, Hashable, CaseIterable {
    /// The terminal's own foreground.
    case normal
    // As ECMA-48 numbers them: black, 0, is missing.
    case red, green, yellow, blue, magenta, cyan
  }

  public struct Attributes: OptionSet, Sendable, Hashable {
    public let rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let bold = Attributes(rawValue: 1)
    public static let dim = Attributes(rawValue: 2)
    public static let reverse = Attributes(rawValue: 4)
    public static let underline = Attributes(rawValue: 8)
    /// Struck through, where the terminal can do that.
    public static let struck = Attributes(rawValue: 16)
  }

  public var color: Color
  public var attributes: Attributes

  public init(_ color: Color = .normal, _ attributes: Attributes = []) {
    self.color = color
    self.attributes = attributes
  }

  public static let plain = Style()

  /// The style with further attributes.
  public func adding(_ more: Attributes) -> Style {
    Style(color, attributes.union(more))
  }
}
