/// Turns text into glyphs. All server text is made harmless here before it reaches the terminal.
public enum ScreenText {
  /// A character with its marks, ready for a cell.
  public struct Glyph: Sendable, Hashable {
    public var content: CellText
    /// Columns: 1 or 2.
    public var width: UInt8

    public var text: String { content.string }
  }

  /// Shown instead of a character that must not reach the terminal; ambiguous itself as a rule.
  public static var replacement: Unicode.Scalar {
    WidthRules.currentWithholdsAmbiguous ? "?" : "\u{FFFD}"
  }

  static var replacementColumns: Int {
    let rules = WidthRules.current
    return rules.hasWideAmbiguous && !rules.withholdsAmbiguous ? 2 : 1
  }

  /// The maximum of marks on one character, which is what a cell of ncurses holds.
  public static let mostMarks = 4

  /// The base of a mark that follows no character.
  public static let markHolder: Unicode.Scalar = "\u{25CC}"

  /// The glyphs of a text. Controls, bidirectional controls, separators and tags become visible
  /// replacements; joiners and other characters without a width are dropped; combining marks stay
  /// with their base, or get a dotted circle where they have none; flags become letters.
  public static func glyphs(of text: String, charset: Charset) -> [Glyph] {
    Array(Glyphs(text, charset))
  }

  /// The text with the characters replaced that could act on a terminal.
  public static func harmless(_ text: String, charset: Charset = .unicode) -> String {
    var harmless = ""
    for glyph in Glyphs(text, charset) { glyph.content.append(to: &harmless) }
    return harmless
  }

  /// The beginning of a text that is to be shown on one line: a server may send a name of megabytes,
  /// and no line shows more than this.
  public static func beginning(of text: String) -> String {
    text.utf8.count <= mostInLine
      ? text : String(String.UnicodeScalarView(text.unicodeScalars.prefix(mostInLine)))
  }

  /// In characters; far more than the widest terminal has columns.
  private static let mostInLine = 2000

  /// The width of a text.
  public static func columns(of text: String) -> Int {
    if text.isPrintableASCII { return text.utf8.count }
    var total = 0
    for scalar in text.unicodeScalars {
      let width = CharacterWidth.of(scalar)
      // A mark has its own cell only at the beginning.
      if width == .mark && total > 0 { continue }
      total += columns(of: width) ?? 0
    }
    return total
  }

  /// Whether a text would combine with the character before it.
  public static func beginsWithMark(_ text: String) -> Bool {
    text.unicodeScalars.lazy.map(CharacterWidth.of).first { $0 != .dropped } == .mark
  }

  /// The width of a character at the beginning of a text; nil where it is dropped.
  static func columns(of width: CharacterWidth) -> Int? {
    switch width {
    case .columns(let columns): return columns
    case .mark: return 1
    case .harmful: return replacementColumns
    case .dropped: return nil
    }
  }

  /// The text truncated to a number of columns, with an ellipsis if it is longer.
  /// - Parameter ellipsis: one column wide; pass "~" for ASCII.
  public static func truncated(_ text: String, to columns: Int, ellipsis: String = "…") -> String {
    guard columns > 0 else { return "" }
    if text.utf8.count <= columns || Self.columns(of: text) <= columns { return text }
    var kept = ""
    var used = 0
    for glyph in Glyphs(text, .unicode) {
      if used + Int(glyph.width) > columns - 1 { break }
      glyph.content.append(to: &kept)
      used += Int(glyph.width)
    }
    return kept + ellipsis
  }

  /// The text wrapped to lines of at most `columns` columns: at spaces, or in the middle of a word that
  /// is longer than a line. A line that fits is returned unchanged, since text is made harmless when
  /// it is drawn.
  public static func wrapped(_ text: String, to columns: Int) -> [String] {
    guard columns > 0 else { return [] }
    guard text.utf8.contains(UInt8(ascii: "\n")) else { return wrappedParagraph(text, to: columns) }
    let paragraphs = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
    return paragraphs.flatMap { wrappedParagraph(String($0), to: columns) }
  }

  private static func wrappedParagraph(_ text: String, to columns: Int) -> [String] {
    if Self.columns(of: text) <= columns { return [text] }
    var lines: [String] = []
    var line: [Glyph] = []
    var used = 0
    // The last position where the line can be broken.
    var lastSpace: Int?
    for glyph in Glyphs(text, .unicode) {
      let width = Int(glyph.width)
      // A wide character never fits in a single column.
      if width > columns { continue }
      if used + width > columns, glyph.content == .space {
        lines.append(joined(line[...]))
        (line, used, lastSpace) = ([], 0, nil)
        continue
      }
      if used + width > columns {
        let end = lastSpace ?? line.count
        lines.append(joined(line[..<end]))
        line.removeFirst(lastSpace == nil ? end : end + 1)
        used = line.reduce(0) { $0 + Int($1.width) }
        lastSpace = nil
      }
      // Not within the indentation, which would leave an empty line.
      if glyph.content == .space, line.contains(where: { $0.content != .space }) {
        lastSpace = line.count
      }
      line.append(glyph)
      used += width
    }
    lines.append(joined(line[...]))
    return lines
  }

  private static func joined(_ glyphs: ArraySlice<Glyph>) -> String {
    var text = ""
    for glyph in glyphs { glyph.content.append(to: &text) }
    return text
  }
}

extension String {
  /// True for nearly every text; then every byte is one column.
  var isPrintableASCII: Bool {
    utf8.withContiguousStorageIfAvailable { bytes in
      bytes.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
    } ?? false
  }
}

extension Unicode.Scalar {
  var isPrintableASCII: Bool { value >= 0x20 && value < 0x7F }
}
