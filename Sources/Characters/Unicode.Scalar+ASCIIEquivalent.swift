extension Unicode.Scalar {
  /// The ASCII character that a full-width form stands for; any other character unchanged.
  package var asciiEquivalent: Unicode.Scalar {
    switch value {
    case 0xFF01...0xFF5E: Unicode.Scalar(UInt8(value - 0xFEE0))
    case 0x3000: " "
    default: self
    }
  }
}
