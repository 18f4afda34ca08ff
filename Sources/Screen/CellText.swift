/// The content of one cell: a base character and at most four combining marks, or nothing.
///
/// Two words instead of a `String`: a frame has thousands of them, is built for every key press and
/// compared with the previous one.
public struct CellText: Sendable, Hashable {
  /// Three characters of 21 bits each; 0 for none.
  private(set) var first: UInt64 = 0
  /// Two more characters.
  private(set) var second: UInt64 = 0

  private static let bits: UInt64 = 21
  private static let mask: UInt64 = 1 << bits - 1
  /// The bits of `second` that are ever used.
  static let secondMask: UInt64 = 1 << (2 * bits) - 1

  /// Nothing: the second half of a wide character.
  public static let empty = CellText()
  public static let space = CellText(" " as Unicode.Scalar)

  private init() {}

  init(first: UInt64, second: UInt64) {
    self.first = first
    self.second = second
  }

  public init(_ base: Unicode.Scalar) {
    first = UInt64(base.value)
  }

  /// As many characters of a text as there is room for.
  public init(_ text: String) {
    for scalar in text.unicodeScalars.prefix(ScreenText.mostMarks + 1) { append(scalar) }
  }

  mutating func append(_ mark: Unicode.Scalar) {
    let value = UInt64(mark.value)
    for slot in 0..<3 where first >> (UInt64(slot) * Self.bits) & Self.mask == 0 {
      first |= value << (UInt64(slot) * Self.bits)
      return
    }
    for slot in 0..<2 where second >> (UInt64(slot) * Self.bits) & Self.mask == 0 {
      second |= value << (UInt64(slot) * Self.bits)
      return
    }
  }

  /// The base character if it has no marks.
  public var onlyBase: Unicode.Scalar? {
    first >> Self.bits == 0 && first != 0 ? Unicode.Scalar(UInt32(first)) : nil
  }

  /// The base character; nil where there is none.
  var base: Unicode.Scalar? { first == 0 ? nil : Unicode.Scalar(UInt32(first & Self.mask)) }

  /// The base character and its marks.
  public var scalars: [Unicode.Scalar] {
    if let onlyBase { return [onlyBase] }
    var scalars: [Unicode.Scalar] = []
    for part in [first, second] {
      for slot in 0..<3 as Range<UInt64> {
        let value = UInt32(part >> (slot * Self.bits) & Self.mask)
        if value != 0, let scalar = Unicode.Scalar(value) { scalars.append(scalar) }
      }
    }
    return scalars
  }

  public var string: String {
    var string = ""
    append(to: &string)
    return string
  }

  public func append(to string: inout String) {
    if let onlyBase {
      string.unicodeScalars.append(onlyBase)
    } else {
      string.unicodeScalars.append(contentsOf: scalars)
    }
  }
}
