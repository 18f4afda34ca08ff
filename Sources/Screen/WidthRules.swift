import Synchronization

/// How a terminal counts the characters that terminals count differently.
///
/// A terminal's width table follows some version of Unicode and its own settings, and none of it is in
/// the environment. So the terminal is asked, and what it does not confirm is not sent to it: a
/// character that it counts otherwise than we do would shift the rest of its line. Each class of
/// characters below was found by asking fifteen terminals for the width of every character.
public struct WidthRules: Sendable, Hashable {
  /// Versions of Unicode with which the tables of terminals in use end.
  public enum Version: UInt16, Sendable, CaseIterable {
    /// What is older counts the same everywhere.
    case unicode12, unicode13, unicode14, unicode15, unicode16, unicode17
  }

  /// The combining marks that are drawn in the cell of the character before them.
  public enum Marks: UInt16, Sendable, CaseIterable {
    case none
    /// Those of Unicode 5.0.
    case old
    case all
  }

  /// Whether characters that Unicode calls East Asian Ambiguous, such as ● α — │, take two columns.
  /// They do in settings for old Chinese, Japanese and Korean text.
  public var hasWideAmbiguous = false
  /// Whether those that take two columns are not shown: GNU screen moves the cursor of the terminal
  /// around it by its own count, which need not be that terminal's.
  public var withholdsAmbiguous = false
  /// The newest version whose characters are counted as in our table.
  public var version = Version.unicode12
  /// Any other mark is left out.
  public var marks = Marks.none
  /// Columns of a vowel sign beside its consonant (general category Mc): 1, or 0 where it is drawn in
  /// the consonant's cell. nil where that is unknown.
  public var vowelSign: Int?
  /// Columns of trigrams and other signs that Unicode 16 made wide: 1, 2 or unknown.
  public var trigram: Int?
  /// Columns of hexagrams, likewise.
  public var hexagram: Int?
  /// Columns of ideographic symbols that become emoji only with a variation selector, such as ㊙: 1, 2
  /// or unknown.
  public var textEmoji: Int?
  /// Whether the Arabic letters lam and alef, which are written as one, take a column each.
  public var keepsLamAlef = false

  /// Nothing is known.
  public init() {}

  /// Everything as in our table, for text that is not for a terminal in full-screen mode.
  public static let table = {
    var rules = WidthRules()
    rules.version = .unicode17
    rules.marks = .all
    rules.vowelSign = 1
    (rules.trigram, rules.hexagram, rules.textEmoji) = (2, 2, 2)
    rules.keepsLamAlef = true
    return rules
  }()

  /// The rules of the terminal that the process uses; `table` while it has none open.
  ///
  /// One for the process, as ncurses asks one function for widths, which has no further argument.
  public static var current: WidthRules {
    get { WidthRules(bits: inForce.load(ordering: .relaxed)) }
    set {
      inForce.store(newValue.bits, ordering: .relaxed)
      withheld.store(false, ordering: .relaxed)
    }
  }

  /// The same as `current.hasWideAmbiguous`, sooner.
  static var currentHasWideAmbiguous: Bool {
    inForce.load(ordering: .relaxed) & wideAmbiguousBit != 0
  }

  /// The same as `current.withholdsAmbiguous`, sooner.
  static var currentWithholdsAmbiguous: Bool {
    inForce.load(ordering: .relaxed) & withheldAmbiguousBit != 0
  }

  /// Whether a character was laid out since `current` was set that other rules would show, or show
  /// otherwise.
  public static var haveWithheld: Bool { withheld.load(ordering: .relaxed) }

  static func noteWithheld() { withheld.store(true, ordering: .relaxed) }

  fileprivate static let wideAmbiguousBit: UInt16 = 1 << 13
  fileprivate static let withheldAmbiguousBit: UInt16 = 1 << 15
}

private let inForce = Atomic<UInt16>(WidthRules.table.bits)
private let withheld = Atomic<Bool>(false)

extension WidthRules {
  /// From the lowest bit on: the version in 3, marks in 2, four widths in 2 each (3 for unknown), and three
  /// flags.
  fileprivate var bits: UInt16 {
    var bits = version.rawValue | marks.rawValue << 3
    for (index, width) in [vowelSign, trigram, hexagram, textEmoji].enumerated() {
      bits |= (width.map { UInt16($0) } ?? 3) << UInt16(5 + 2 * index)
    }
    return bits | (hasWideAmbiguous ? Self.wideAmbiguousBit : 0) | (keepsLamAlef ? 1 << 14 : 0)
      | (withholdsAmbiguous ? Self.withheldAmbiguousBit : 0)
  }

  fileprivate init(bits: UInt16) {
    func width(_ shift: UInt16) -> Int? {
      let bits = bits >> shift & 3
      return bits == 3 ? nil : Int(bits)
    }
    version = Version(rawValue: bits & 7) ?? .unicode12
    marks = Marks(rawValue: bits >> 3 & 3) ?? .none
    (vowelSign, trigram, hexagram, textEmoji) = (width(5), width(7), width(9), width(11))
    hasWideAmbiguous = bits & Self.wideAmbiguousBit != 0
    keepsLamAlef = bits & 1 << 14 != 0
    withholdsAmbiguous = bits & Self.withheldAmbiguousBit != 0
  }
}
