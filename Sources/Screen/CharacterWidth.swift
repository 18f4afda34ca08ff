/// What a character does to a line of cells. The same table is used for our own layout and by ncurses,
/// so that both always agree.
public enum CharacterWidth: Sendable, Hashable {
  /// It takes one or two columns.
  case columns(Int)
  /// It is drawn in the cell of the preceding character.
  case mark
  /// It is invisible and left out: joiners, variation selectors, skin tones and the like.
  case dropped
  /// It could act on the terminal, reorder the line or hide text, or the terminal may not count it as
  /// we do: shown as a replacement.
  case harmful

  public static func of(_ scalar: Unicode.Scalar) -> CharacterWidth {
    // A fast path for most characters: ASCII, Chinese, Korean, box drawing.
    switch scalar.value {
    case 0x20..<0x7F: return .columns(1)
    case 0x4E00..<0xA000, 0xAC00..<0xD7A4: return .columns(2)
    case 0x2500..<0x25FD where !WidthRules.currentHasWideAmbiguous: return .columns(1)
    default: return inTable(scalar)
    }
  }

  private static func inTable(_ scalar: Unicode.Scalar) -> CharacterWidth {
    let width = of(scalar, rules: .current)
    switch width {
    case .columns, .mark: break
    case .dropped, .harmful:
      if width != of(scalar, rules: .table) { WidthRules.noteWithheld() }
    }
    return width
  }

  /// - Parameter rules: how the terminal counts.
  public static func of(_ scalar: Unicode.Scalar, rules: WidthRules) -> CharacterWidth {
    let run = run(of: scalar.value)
    guard run >> 4 & 7 <= UInt32(rules.version.rawValue) else { return .harmful }
    switch run & 15 {
    case 0: return .columns(1)
    case 1: return .columns(2)
    case 2: return rules.marks == .none ? .dropped : .mark
    case 3: return .dropped
    case 5:
      guard rules.hasWideAmbiguous else { return .columns(1) }
      // Unicode calls them ambiguous, but terminals in such a setting do not agree.
      return rules.withholdsAmbiguous || isPrivate(scalar) ? .harmful : .columns(2)
    case 6: return width(rules.vowelSign)
    case 7: return width(rules.trigram)
    case 8: return width(rules.hexagram)
    case 9: return width(rules.textEmoji)
    case 10: return rules.marks == .all ? .mark : .dropped
    default: return .harmful
    }
  }

  private static func isPrivate(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xE000..<0xF900, 0xF0000..<0x110000: true
    default: false
    }
  }

  /// - Parameter columns: as the terminal answered; nil where it did not.
  private static func width(_ columns: Int?) -> CharacterWidth {
    switch columns {
    case 0: .mark
    case .some(let columns): .columns(columns)
    case nil: .harmful
    }
  }

  /// The run that contains a character.
  private static func run(of value: UInt32) -> UInt32 {
    // Finds the last run that does not begin after it. This is the innermost loop of every layout, so
    // the search is written out.
    var low = 0
    var high = runs.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if runs[middle] >> 7 <= value { low = middle } else { high = middle }
    }
    return runs[low]
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
