/// The characters that must not be passed on unchanged, by what they could do.
///
/// What a character does to a line of cells is another question, which `CharacterWidth` in Screen
/// answers; it shows a replacement for every character that acts on a terminal.
extension Unicode.Scalar {
  /// Whether it could act on a terminal instead of being shown: C0, DEL and C1 controls, line and
  /// paragraph separators, and bidirectional controls.
  package var actsOnTerminal: Bool {
    switch value {
    case 0..<0x20, 0x7F..<0xA0: true
    case 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  /// Whether it could forge or hide a part of a line of text: every control, format character and
  /// separator of lines or paragraphs.
  package var forgesLines: Bool {
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }

  /// Whether it can be between two letters without being seen there: controls, joiners, marks
  /// and the like.
  package var isInvisibleBetweenLetters: Bool {
    switch properties.generalCategory {
    case .control, .format, .nonspacingMark, .enclosingMark: true
    default: properties.isDefaultIgnorableCodePoint
    }
  }
}
