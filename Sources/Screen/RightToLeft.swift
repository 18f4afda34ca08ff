/// Text that is written from right to left. Some terminals show it so, and reverse with it the blanks and
/// figures that follow, up to the next letter that is written from left to right.
enum RightToLeft {
  /// A blank that is such a letter: Braille without dots.
  static let fence = CellText("\u{2800}" as Unicode.Scalar)

  /// Hebrew, Arabic, Syriac and others.
  static func contains(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x590: false
    case 0x590..<0x900, 0xFB1D..<0xFE00, 0xFE70..<0xFEFF, 0x10800..<0x11000, 0x1E800..<0x1F000: true
    default: false
    }
  }
}
