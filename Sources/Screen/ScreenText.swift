/// Which characters a terminal can show.
public enum Repertoire: Sendable, Hashable {
  case unicode
  /// Only U+0020 to U+007E; `?` stands for each column of anything else.
  case ascii
}

/// Turns any text into what may stand on a screen. The one place where characters from a server
/// are made harmless.
public enum ScreenText {
  /// A character with its marks, ready for a cell.
  public struct Glyph: Sendable, Hashable {
    public var text: String
    /// Columns: 1 or 2.
    public var width: UInt8
  }

  /// What stands for a character that must not reach the terminal.
  public static let replacement = "\u{FFFD}"
  /// More marks than this on one character are dropped: a cell of ncurses holds no more.
  public static let mostMarks = 4

  /// The glyphs of a text. Controls, bidirectional controls, separators and tags become visible
  /// replacements; joiners and other characters without a width are dropped; combining marks stay
  /// with their base.
  public static func glyphs(of text: String, repertoire: Repertoire) -> [Glyph] {
    var result: [Glyph] = []
    result.reserveCapacity(text.utf8.count)
    var marks = 0
    for scalar in text.unicodeScalars {
      if scalar.value >= 0x20 && scalar.value < 0x7F {
        result.append(Glyph(text: String(scalar), width: 1))
        marks = 0
        continue
      }
      switch CharacterWidth.of(scalar) {
      case .columns(let width):
        let shown =
          repertoire == .ascii
          ? Glyph(text: "?", width: 1) : Glyph(text: String(scalar), width: UInt8(width))
        result.append(shown)
        if repertoire == .ascii && width == 2 { result.append(shown) }
        marks = 0
      case .mark:
        if repertoire == .unicode, !result.isEmpty, marks < mostMarks {
          result[result.count - 1].text.unicodeScalars.append(scalar)
          marks += 1
        }
      case .dropped:
        continue
      case .harmful:
        result.append(Glyph(text: repertoire == .ascii ? "?" : replacement, width: 1))
        marks = 0
      }
    }
    return result
  }

  /// Columns that a text takes.
  public static func columns(of text: String) -> Int {
    var columns = 0
    for scalar in text.unicodeScalars {
      if scalar.value >= 0x20 && scalar.value < 0x7F {
        columns += 1
        continue
      }
      switch CharacterWidth.of(scalar) {
      case .columns(let width): columns += width
      case .harmful: columns += 1
      case .mark, .dropped: continue
      }
    }
    return columns
  }

  /// The text cut to a number of columns, with an ellipsis where something was cut.
  /// - Parameter ellipsis: of one column; pass "~" for an ASCII screen.
  public static func truncated(_ text: String, to columns: Int, ellipsis: String = "…") -> String {
    guard columns > 0 else { return "" }
    if text.utf8.count <= columns || Self.columns(of: text) <= columns { return text }
    var kept = ""
    var used = 0
    for glyph in glyphs(of: text, repertoire: .unicode) {
      if used + Int(glyph.width) > columns - 1 { break }
      kept += glyph.text
      used += Int(glyph.width)
    }
    return kept + ellipsis
  }

  /// The text broken into lines of at most `columns` columns: at spaces where there are some, in
  /// the middle of a word where it is longer than a line.
  public static func wrapped(_ text: String, to columns: Int) -> [String] {
    guard columns > 0 else { return [] }
    var lines: [String] = []
    for paragraph in text.split(separator: "\n", omittingEmptySubsequences: false) {
      lines += wrappedParagraph(String(paragraph), to: columns)
    }
    return lines
  }

  private static func wrappedParagraph(_ text: String, to columns: Int) -> [String] {
    var lines: [String] = []
    var line: [Glyph] = []
    var used = 0
    var lastSpace: Int?
    for glyph in glyphs(of: text, repertoire: .unicode) {
      let width = Int(glyph.width)
      if used + width > columns {
        if glyph.text == " " {
          lines.append(joined(line[...]))
          (line, used, lastSpace) = ([], 0, nil)
          continue
        }
        if let space = lastSpace {
          lines.append(joined(line[..<space]))
          line = Array(line[(space + 1)...])
        } else {
          lines.append(joined(line[...]))
          line = []
        }
        used = line.reduce(0) { $0 + Int($1.width) }
        lastSpace = nil
        // A wide character in a single column: there is no room for it anywhere.
        if width > columns { continue }
      }
      if glyph.text == " " { lastSpace = line.count }
      line.append(glyph)
      used += width
    }
    lines.append(joined(line[...]))
    return lines
  }

  private static func joined(_ glyphs: ArraySlice<Glyph>) -> String {
    var text = ""
    for glyph in glyphs { text += glyph.text }
    return text
  }
}
