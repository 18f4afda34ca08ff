/// What a character does to a line of cells. One table decides, for our own counting and for
/// ncurses, so that both always agree.
public enum CharacterWidth: Sendable, Hashable {
  /// It takes one or two columns.
  case columns(Int)
  /// It is drawn over the character before it.
  case mark
  /// It shows nothing and is left out: joiners, variation selectors and the like.
  case dropped
  /// It could act on the terminal or turn the line around: shown as a replacement.
  case harmful

  public static func of(_ scalar: Unicode.Scalar) -> CharacterWidth {
    switch scalar.value {
    case 0x20..<0x7F: return .columns(1)
    case 0..<0xA0: return .harmful
    default: break
    }
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: return .harmful
    case .nonspacingMark, .enclosingMark: return .mark
    case .format: return .dropped
    default: return .columns(1)
    }
  }
}
