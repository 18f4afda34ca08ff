/// The Arabic letters lam and alef, which are written as one where they follow each other. Some terminals
/// then draw both in one cell.
enum LamAlef {
  /// The range of the letters, to rule out others quickly.
  static let blocks: ClosedRange<UInt32> = 0x0622...0x0627

  static let lam: Unicode.Scalar = "\u{644}"

  /// The form of an alef that stands alone (Arabic Presentation Forms-B); nil for any other letter.
  static func isolated(_ letter: Unicode.Scalar) -> Unicode.Scalar? {
    switch letter {
    case "\u{622}": "\u{FE81}"
    case "\u{623}": "\u{FE83}"
    case "\u{625}": "\u{FE87}"
    case "\u{627}": "\u{FE8D}"
    default: nil
    }
  }
}
