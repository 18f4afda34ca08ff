/// Composition of Korean letters into syllables (The Unicode Standard, section 3.12). Terminals show a
/// syllable in two columns but disagree about separate letters.
enum Hangul {
  private static let firstSyllable: UInt32 = 0xAC00
  private static let consonants: Range<UInt32> = 0x1100..<0x1113
  private static let vowels: Range<UInt32> = 0x1161..<0x1176
  /// The first value means no final consonant.
  private static let finals: Range<UInt32> = 0x11A7..<0x11C3

  /// Whether a letter has no place of its own. Without a syllable to be part of it is left out: terminals
  /// give it two columns, one or none.
  static func isVowelOrFinal(_ scalar: Unicode.Scalar) -> Bool {
    [0x1160...0x11FF, 0xD7B0...0xD7FB].contains { $0.contains(scalar.value) }
  }

  /// The syllable composed of a consonant and a vowel, or of an open syllable and a final consonant.
  static func composed(_ first: Unicode.Scalar, _ second: Unicode.Scalar) -> Unicode.Scalar? {
    let finalCount = UInt32(finals.count)
    if consonants.contains(first.value), vowels.contains(second.value) {
      let consonant = first.value - consonants.lowerBound
      let vowel = second.value - vowels.lowerBound
      return Unicode.Scalar(
        firstSyllable + (consonant * UInt32(vowels.count) + vowel) * finalCount)
    }
    let syllables =
      firstSyllable..<firstSyllable + UInt32(consonants.count * vowels.count) * finalCount
    if syllables.contains(first.value), (first.value - firstSyllable) % finalCount == 0,
      finals.dropFirst().contains(second.value)
    {
      return Unicode.Scalar(first.value + second.value - finals.lowerBound)
    }
    return nil
  }
}
