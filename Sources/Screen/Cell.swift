/// One place of the grid: a character with its combining marks, and its style.
public struct Cell: Sendable, Hashable {
  /// What stands here. Empty in the second half of a wide character.
  public var content: CellText
  public var style: Style
  /// Columns that it takes: 1 or 2; 0 for the second half of a wide character.
  public var width: UInt8

  public init(_ content: CellText, width: UInt8 = 1, style: Style = .plain) {
    self.content = content
    self.width = width
    self.style = style
  }

  public var text: String { content.string }

  public static let blank = blank(.plain)

  static func blank(_ style: Style) -> Cell { Cell(.space, style: style) }
}
