/// Characters of one column in every setting, for similar ones that are East Asian Ambiguous.
enum NarrowCharacters {
  /// - Returns: the character itself where there is none.
  static func similar(to scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0x2018, 0x2019: "'"
    case 0x201C, 0x201D: "\""
    case 0x2010, 0x2013...0x2015: "-"
    case 0xB7, 0x2022, 0x2027: "\u{2219}"
    case 0x2025, 0x2026: "."
    case 0xD7: "x"
    case 0x2190: "\u{25C2}"
    case 0x2192: "\u{25B8}"
    // Letters with the accents of French, Italian, Spanish and German that are ambiguous, and of Pinyin.
    case 0xE0, 0xE1, 0x101, 0x1CE: "a"
    case 0xE8...0xEA, 0x113, 0x11B: "e"
    case 0xEC, 0xED, 0x12B, 0x1D0: "i"
    case 0xF2, 0xF3, 0x14D, 0x1D2: "o"
    case 0xF9, 0xFA, 0xFC, 0x16B, 0x1D4, 0x1D6, 0x1D8, 0x1DA, 0x1DC: "u"
    default: scalar
    }
  }
}
