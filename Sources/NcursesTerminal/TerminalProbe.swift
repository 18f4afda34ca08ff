import Screen

/// Asks the terminal how it counts characters, by drawing some and asking where the cursor is then.
///
/// Nothing waits for the answers: they come as input, and what they change is drawn again.
struct TerminalProbe {
  /// Texts that represent all that terminals count alike.
  private enum Sample: Int, CaseIterable {
    case ambiguous
    // Emoji, which take two columns where they are known.
    case unicode13, unicode14, unicode15, unicode16, unicode17
    // A letter of one column with a mark, which Unicode has had for long, or since 5.1.
    case oldMark, newMark
    // A consonant of one column, and a vowel sign.
    case vowelSign
    case trigram, hexagram, textEmoji, lamAlef

    var text: String {
      switch self {
      case .ambiguous: "\u{25CF}"
      case .unicode13: "\u{1F972}"
      case .unicode14: "\u{1FAE0}"
      case .unicode15: "\u{1FA77}"
      case .unicode16: "\u{1FAE9}"
      case .unicode17: "\u{1FAEA}"
      case .oldMark: "a\u{301}"
      case .newMark: "a\u{487}"
      case .vowelSign: "\u{928}\u{93E}"
      case .trigram: "\u{2630}"
      case .hexagram: "\u{4DC0}"
      case .textEmoji: "\u{3299}"
      case .lamAlef: "\u{644}\u{627}"
      }
    }
  }

  /// The least columns of a screen on which the samples do not wrap.
  static let columns = 4

  /// Seconds that we would wait for the answers where something has to wait for them.
  static let limit = 0.2

  /// Seconds after that in which answers may still come, as over a slow line.
  static let patience = 2

  /// The columns of the cursor that were answered: at the beginning of the line, then after each sample.
  private var columns: [Int] = []
  private(set) var hasLightBackground: Bool?
  /// Whether answers may still come. The last query is one that nearly all terminals answer.
  private(set) var isOutstanding = true

  /// What to send. It writes into the first line and leaves it empty.
  /// - Parameter asksBackground: whether to ask for the background colour as well.
  static func query(asksBackground: Bool) -> [UInt8] {
    var query = asksBackground ? "\u{1B}]11;?\u{1B}\\" : ""
    query += "\u{1B}[H\u{1B}[6n"
    for sample in Sample.allCases { query += sample.text + "\u{1B}[6n\r\u{1B}[K" }
    return Array((query + "\u{1B}[c").utf8)
  }

  mutating func receive(_ reply: TerminalReply) {
    switch reply {
    case .background(let isLight): hasLightBackground = isLight
    case .cursor(let column): columns.append(column)
    case .attributes: isOutstanding = false
    }
  }

  /// How the terminal counts; nil before all of it is known. dvtm counts columns from 0.
  var rules: WidthRules? {
    // What came before was asked by somebody else, such as a program that ended before its answer.
    let columns = Array(columns.suffix(Sample.allCases.count + 1))
    guard columns.count == Sample.allCases.count + 1, columns[0] <= 1 else { return nil }
    func width(_ sample: Sample) -> Int { columns[sample.rawValue + 1] - columns[0] }
    func oneOrTwo(_ sample: Sample) -> Int? {
      let width = width(sample)
      return width == 1 || width == 2 ? width : nil
    }
    var rules = WidthRules()
    rules.hasWideAmbiguous = width(.ambiguous) == 2
    for (sample, version) in Self.versions {
      guard width(sample) == 2 else { break }
      rules.version = version
    }
    rules.marks = width(.oldMark) != 1 ? .none : width(.newMark) != 1 ? .old : .all
    rules.vowelSign = oneOrTwo(.vowelSign).map { $0 - 1 }
    rules.trigram = oneOrTwo(.trigram)
    rules.hexagram = oneOrTwo(.hexagram)
    rules.textEmoji = oneOrTwo(.textEmoji)
    rules.keepsLamAlef = width(.lamAlef) == 2
    return rules
  }

  private static let versions: [(Sample, WidthRules.Version)] = [
    (.unicode13, .unicode13), (.unicode14, .unicode14), (.unicode15, .unicode15),
    (.unicode16, .unicode16), (.unicode17, .unicode17),
  ]
}
