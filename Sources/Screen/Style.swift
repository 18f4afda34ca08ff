/// How a cell looks: a foreground colour on the terminal's own background, and attributes.
///
/// There is no background and no grey on purpose: what is readable on the user's background is
/// the user's choice of palette, and reverse video stands out on any.
public struct Style: Sendable, Hashable {
  public enum Color: UInt8, Sendable, Hashable, CaseIterable {
    /// The terminal's own foreground.
    case normal
    case red, green, yellow, blue, magenta, cyan
  }

  public struct Attributes: OptionSet, Sendable, Hashable {
    public let rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let bold = Attributes(rawValue: 1)
    public static let dim = Attributes(rawValue: 2)
    public static let reverse = Attributes(rawValue: 4)
    public static let underline = Attributes(rawValue: 8)
  }

  public var color: Color
  public var attributes: Attributes

  public init(_ color: Color = .normal, _ attributes: Attributes = []) {
    self.color = color
    self.attributes = attributes
  }

  public static let plain = Style()

  /// The same with further attributes.
  public func adding(_ more: Attributes) -> Style {
    Style(color, attributes.union(more))
  }
}
