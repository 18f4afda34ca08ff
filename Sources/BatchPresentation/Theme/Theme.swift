import Screen

/// What every part of the screen looks like: styles by role, and the characters to draw with.
///
/// Text has the terminal's own foreground. Colour marks meaning only, never alone, and
/// words are coloured in red or magenta at most: yellow, green and cyan are unreadable as text
/// on many light backgrounds, so they colour glyphs and bars.
package struct Theme: Sendable, Equatable {
  /// Held by reference: views copy their theme, and these are fifty strings.
  private let characters: Characters

  /// The name of what a view shows.
  package var title = Style(.normal, .bold)
  /// The head of a column or a section.
  package var heading = Style(.normal, .bold)
  /// Labels, units, hints: what the eye may skip.
  package var secondary = Style(.normal, .dim)
  /// What is in progress.
  package var accent = Style(.cyan)
  var good = Style(.green)
  /// A glyph that warns; the words beside it stay plain.
  package var warning = Style(.yellow)
  /// Words and glyphs of an error.
  package var error = Style(.red)
  /// What is wrong in a line that is typed.
  package var mistake = Style(.red, .underline)
  /// A time limit that passed.
  package var late = Style(.magenta)
  /// Lines between panes.
  package var border = Style(.normal, .dim)
  /// The mark of a row that is new, or changed, since the reader last looked.
  package var mark = Style(.green)
  /// A key in a hint or a help text.
  package var key = Style(.normal, .bold)
  /// The tab whose rows are shown.
  package var chosenTab = Style(.normal, [.bold, .underline])
  /// A prompt's label.
  package var prompt = Style(.normal, .bold)

  package init(charset: Charset) {
    characters =
      switch charset.drawing {
      case .boxes: .boxes
      case .narrow: .narrow
      case .ascii: .ascii
      }
  }

  package var glyphs: Glyphs { _read { yield characters.glyphs } }
  /// Between what was and what is now; in ASCII it takes two columns.
  package var arrow: String { characters.arrow }
  /// Without the other glyphs, which a module that imports this one would copy for it.
  package var ellipsis: String { characters.glyphs.ellipsis }

  /// What the theme draws with. There is one of each kind.
  private final class Characters: Sendable, Equatable {
    let glyphs: Glyphs
    let arrow: String

    private init(_ glyphs: Glyphs, arrow: String) {
      self.glyphs = glyphs
      self.arrow = arrow
    }

    static let boxes = Characters(.boxes, arrow: "→")
    static let narrow = Characters(.narrow, arrow: "➔")
    static let ascii = Characters(.ascii, arrow: "->")

    static func == (left: Characters, right: Characters) -> Bool { left === right }
  }

  package static let unicode = Theme(charset: .unicode)
  package static let narrow = Theme(charset: Charset(text: .unicode, drawing: .narrow))
  package static let ascii = Theme(charset: .ascii)

  /// The style of a selected cell. Colours and dimness go: reversed they would turn into patches
  /// of background.
  /// - Parameter focused: whether the keys act on the pane that it is in.
  package func selected(_ style: Style, focused: Bool = true) -> Style {
    let kept = style.attributes.subtracting(.dim)
    return focused ? Style(.normal, kept.union(.reverse)) : style.adding([.bold, .underline])
  }

  /// How many lines of a text are out of sight; nil where all of it is shown.
  package func hiddenNote(above: Int, below: Int, isBrief: Bool = false) -> String? {
    let parts = [(glyphs.up, above), (glyphs.down, below)]
      .filter { $0.1 > 0 }.map { "\($0.0) \($0.1)" + (isBrief ? "" : " more") }
    return parts.isEmpty ? nil : " " + parts.joined(separator: "  ") + " "
  }
}
