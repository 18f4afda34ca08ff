/// The characters that two by two make a flag.
///
/// Terminals agree on the width of none: one of them takes one column or two, a pair two or four,
/// and what is cut or redrawn between the two changes it again. So the letters are shown that they
/// stand for, which name the country to everybody.
enum RegionalIndicator {
  private static let all: ClosedRange<UInt32> = 0x1F1E6...0x1F1FF

  /// The letter from A to Z; nil for any other character.
  static func letter(of scalar: Unicode.Scalar) -> Unicode.Scalar? {
    guard all.contains(scalar.value) else { return nil }
    return Unicode.Scalar(("A" as Unicode.Scalar).value + scalar.value - all.lowerBound)
  }
}
