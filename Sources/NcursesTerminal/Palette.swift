import Screen

/// The colour numbers of a terminal.
struct Palette {
  /// The number of colours with direct colour: 8 bits each of red, green and blue.
  static let directCount = 0x100_0000

  /// The number of colours that the terminal supports.
  let count: Int
  /// Whether its background is known to be light.
  var isOnLight = false

  /// Whether the colours depend on the background.
  var dependsOnBackground: Bool {
    (8..<256).contains(count) || count > 256 && count < Self.directCount
  }

  /// The number of a colour; nil for the terminal's own foreground.
  ///
  /// With 256 colours or more these are medium tones, readable on black and white alike, which the
  /// first eight often are not: yellow, green and cyan vanish on a light background, blue on a dark
  /// one, and bold makes many terminals use a brighter one. With fewer colours there is only the
  /// user's palette, of which a light background leaves red, blue and magenta. Numbers 8 to 15 are never used: with direct colour they are shades of black.
  func number(of color: Style.Color) -> Int32? {
    guard color != .normal else { return nil }
    switch count {
    case Self.directCount: return Self.middle(color).direct
    case 256: return Self.middle(color).indexed
    case 8...: return isOnLight ? Self.onLight(color) : Self.ansi(color)
    default: return nil
    }
  }

  /// Those of the first eight colours that have a contrast of 3 to 1 on white in usual palettes. In
  /// xterm's, yellow has 1.7, cyan 2.0 and green 2.1.
  private static func onLight(_ color: Style.Color) -> Int32? {
    switch color {
    case .yellow, .green, .normal: nil
    case .cyan: ansi(.blue)
    case .red, .blue, .magenta: ansi(color)
    }
  }

  /// One of the first eight colours, which are the same on all terminals (ECMA-48).
  private static func ansi(_ color: Style.Color) -> Int32 {
    color == .normal ? 7 : Int32(color.rawValue)
  }

  /// A tone of xterm's 6 × 6 × 6 colour cube: its index, and its red, green and blue.
  private static func middle(_ color: Style.Color) -> (indexed: Int32, direct: Int32) {
    switch color {
    case .normal: (7, 7)
    case .red: (167, 0xD75F5F)
    case .green: (28, 0x008700)
    case .yellow: (136, 0xAF8700)
    case .blue: (32, 0x0087D7)
    case .magenta: (133, 0xAF5FAF)
    case .cyan: (30, 0x008787)
    }
  }
}
