/// What a character does to a line of cells. The same table is used for our own layout and by ncurses,
/// so that both always agree.
public enum CharacterWidth: Sendable, Hashable {
  /// It takes one or two columns.
  case columns(Int)
  /// It is drawn in the cell of the preceding character.
  case mark
  /// It is invisible and left out: joiners, variation selectors, skin tones and the like.
  case dropped
  /// It could act on the terminal, reorder the line or hide text, or terminals disagree about its
  /// width: shown as a replacement.
  case harmful

  public static func of(_ scalar: Unicode.Scalar) -> CharacterWidth {
    // A fast path for most characters: ASCII, box drawing, Chinese, Korean.
    switch scalar.value {
    case 0x20..<0x7F, 0x2500..<0x25FD: .columns(1)
    case 0x4E00..<0xA000, 0xAC00..<0xD7A4: .columns(2)
    default: inTable(scalar)
    }
  }

  static func inTable(_ scalar: Unicode.Scalar) -> CharacterWidth {
    switch kind(of: scalar.value) {
    case 0: .columns(1)
    case 1: .columns(2)
    case 2: .mark
    case 3: .dropped
    default: .harmful
    }
  }

  /// The kind of the run that contains a character.
  private static func kind(of value: UInt32) -> UInt32 {
    // Finds the last run that does not begin after it. This is the innermost loop of every layout, in
    // a module that imports nothing, so the search is written out.
    var low = 0
    var high = runs.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if runs[middle] >> 3 <= value { low = middle } else { high = middle }
    }
    return runs[low] & 7
  }

  /// What the C function `wcwidth` returns for a character: its columns, or -1 if it must not be
  /// printed.
  public static func wcwidth(_ code: UInt32) -> Int {
    guard code != 0 else { return 0 }
    // ncurses asks several times for each cell.
    if code >= 0x20, code < 0x7F { return 1 }
    guard let scalar = Unicode.Scalar(code) else { return -1 }
    switch of(scalar) {
    case .columns(let columns): return columns
    case .mark, .dropped: return 0
    case .harmful: return -1
    }
  }
}
