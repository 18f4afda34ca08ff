import Glibc
import Screen

/// ncurses asks the C library how wide a character is. A program's own definition takes the
/// library's place, so that ncurses counts as we do.
@c(wcwidth)
public func widthOfCharacter(_ character: wchar_t) -> CInt {
  CInt(CharacterWidth.wcwidth(UInt32(bitPattern: character)))
}
