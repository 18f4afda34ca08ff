import Glibc
import Screen

/// Overrides the C library's function, which ncurses calls for the width of a character, so that
/// ncurses agrees with our own layout.
@c(wcwidth)
public func widthOfCharacter(_ character: wchar_t) -> CInt {
  CInt(CharacterWidth.wcwidth(UInt32(bitPattern: character)))
}
