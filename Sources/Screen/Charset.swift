/// The characters that text may consist of on a terminal, and those that the program draws with.
public struct Charset: Sendable, Hashable {
  /// What the terminal's encoding can express; each column of anything else is shown as a `?`.
  public enum Text: Sendable, Hashable {
    case unicode
    /// U+0020 to U+007E.
    case ascii
    /// Those, and wide characters in these ranges of code points, which are in order: an encoding such
    /// as GBK or EUC, with one byte a column.
    case doubleByte([ClosedRange<UInt32>])

    func contains(_ scalar: Unicode.Scalar) -> Bool {
      switch self {
      case .unicode: true
      case .ascii: scalar.isPrintableASCII
      case .doubleByte(let wide):
        scalar.isPrintableASCII || wide.contains { $0.contains(scalar.value) }
      }
    }
  }

  /// The signs, lines and bars that do not come from a server.
  public enum Drawing: Sendable, Hashable {
    /// With box drawing and block elements, which are East Asian Ambiguous.
    case boxes
    /// Only with characters that take one column in every terminal and every setting.
    case narrow
    case ascii
  }

  public var text: Text
  public var drawing: Drawing

  public init(text: Text, drawing: Drawing) {
    self.text = text
    self.drawing = drawing
  }

  public static let unicode = Charset(text: .unicode, drawing: .boxes)
  public static let ascii = Charset(text: .ascii, drawing: .ascii)
}
