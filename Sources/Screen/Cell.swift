/// One cell of the grid: a character with its combining marks, and a style.
///
/// Just two words, because every key press compares all cells of a frame with the previous ones.
public struct Cell: Sendable, Hashable {
  private var first: UInt64
  /// The second word of the content and, in the bits that it leaves free, style and width.
  private var second: UInt64

  private static let styleShift: UInt64 = 48
  private static let widthShift: UInt64 = 56

  public init(_ content: CellText, width: UInt8 = 1, style: Style = .plain) {
    first = content.first
    second =
      content.second | UInt64(style.bits) << Self.styleShift | UInt64(width) << Self.widthShift
  }

  /// Empty in the second half of a wide character.
  public var content: CellText { CellText(first: first, second: second & CellText.secondMask) }

  public var style: Style {
    get { Style(bits: UInt8(truncatingIfNeeded: second >> Self.styleShift)) }
    set { self = Cell(content, width: width, style: newValue) }
  }

  /// In columns: 1 or 2; 0 for the second half of a wide character.
  public var width: UInt8 { UInt8(truncatingIfNeeded: second >> Self.widthShift) }

  public var text: String { content.string }

  public static let blank = blank(.plain)

  static func blank(_ style: Style) -> Cell { Cell(.space, style: style) }
}

extension Style {
  /// The bit at which the attributes begin, above the colour.
  private static let attributeShift: UInt8 = 3
  private static let colorMask: UInt8 = 1 << attributeShift - 1

  /// The style in seven bits.
  fileprivate var bits: UInt8 { color.rawValue | attributes.rawValue << Self.attributeShift }

  fileprivate init(bits: UInt8) {
    self.init(
      Color(rawValue: bits & Self.colorMask) ?? .normal,
      Attributes(rawValue: bits >> Self.attributeShift))
  }
}
