/// The characters that form flags in pairs.
///
/// Terminals disagree about their width: a single one takes one or two columns, a pair two or four,
/// and clipping or redrawing between the two changes it again. So the letters that they stand for are
/// shown, which name the country.
enum RegionalIndicator {
  private static let all: ClosedRange<UInt32> = 0x1F1E6...0x1F1FF

  /// The letter that a regional indicator stands for; nil for any other character.
  static func letter(of scalar: Unicode.Scalar) -> Unicode.Scalar? {
    guard all.contains(scalar.value) else { return nil }
    return Unicode.Scalar(("A" as Unicode.Scalar).value + scalar.value - all.lowerBound)
  }
}
