import BatchPresentation
import Screen

/// A question in the foot that is answered by yes or no.
struct Question {
  /// What it is about: a name, and the id that tells it from others of the same name.
  struct Subject {
    var name: Substring
    var id: String?

    /// What a name keeps where there is no room for all.
    private static let leastNameColumns = 8
    /// The same of an id.
    private static let leastIDColumns = 12
    /// " (" and ")".
    private static let bracketColumns = 3

    var leastColumns: Int { id == nil ? Self.leastNameColumns : Self.leastIDColumns }

    /// In so many columns: first the name gives way, then the id, then the name is left out.
    func text(columns room: Int, ellipsis: String) -> String {
      guard let id, id != name else {
        return ScreenText.truncated(String(name), to: room, ellipsis: ellipsis)
      }
      let columns = ScreenText.columns(of: String(name))
      let brackets = Self.bracketColumns
      let leastName = min(columns, Self.leastNameColumns)
      let idRoom = max(Self.leastIDColumns, room - leastName - brackets)
      let shortID = IDText.shortened(id, to: idRoom, ellipsis: ellipsis)
      let nameRoom = room - ScreenText.columns(of: shortID) - brackets
      guard nameRoom >= leastName else {
        return ScreenText.truncated(
          IDText.shortened(id, to: room, ellipsis: ellipsis), to: room, ellipsis: ellipsis)
      }
      return ScreenText.truncated(String(name), to: nameRoom, ellipsis: ellipsis) + " (\(shortID))"
    }
  }

  /// What follows on the subject, from the most words to the fewest.
  private let variants: [String]
  private let subject: Subject?

  /// - Parameters:
  ///   - variants: the same question in more and in fewer words.
  ///   - subject: comes first, and gives way where there is no room for all.
  init(_ variants: String..., about subject: Subject? = nil) {
    self.variants = variants
    self.subject = subject
  }

  init(_ words: String, about name: Substring) {
    self.init(words, about: Subject(name: name))
  }

  func draw(in area: Rect, _ context: OverlayContext, into frame: inout Frame) {
    frame.draw(
      line(columns: area.columns - 2, context.keymap, context.theme)
        .truncated(to: max(0, area.columns - 2), ellipsis: context.theme.ellipsis),
      at: Point(column: area.column + 1, row: area.row), clip: area)
  }

  private func line(columns: Int, _ keymap: Keymap, _ theme: Theme) -> StyledLine {
    var answers = StyledLine(" ")
    answers.append(keymap.label(of: .yes), theme.key)
    answers.append(" yes   ", theme.secondary)
    answers.append(keymap.label(of: .no), theme.key)
    answers.append(" no", theme.secondary)
    let room = max(0, columns - answers.columns)
    let text = text(columns: room, ellipsis: theme.ellipsis)
    return StyledLine(text, theme.prompt).truncated(to: room, ellipsis: theme.ellipsis) + answers
  }

  private func text(columns room: Int, ellipsis: String) -> String {
    let texts = variants.map { words -> String in
      guard let subject else { return words }
      let left = room - ScreenText.columns(of: words)
      return subject.text(columns: max(min(subject.leastColumns, room), left), ellipsis: ellipsis)
        + words
    }
    let whole = zip(variants, texts).first { words, text in
      ScreenText.columns(of: text) <= room && subject.map { text.hasPrefix($0.name) } ?? true
    }
    return whole?.1 ?? texts.last ?? ""
  }
}
