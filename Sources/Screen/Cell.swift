/// One place of the grid: a character with its combining marks, and its style.
public struct Cell: Sendable, Hashable {
  /// What stands here: one base character and at most four combining marks. Empty in the second
  /// half of a wide character.
  public var text: String
  public var style: Style
  /// Columns that it takes: 1 or 2; 0 for the second half of a wide character.
  public var width: UInt8

  public init(_ text: String, width: UInt8 = 1, style: Style = .plain) {
    self.text = text
    self.width = width
    self.style = style
  }

  public static let blank = Cell(" ")
}
