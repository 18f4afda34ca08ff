import BatchPresentation
import Screen

/// What is said below a prompt of which nothing is wrong.
struct PromptGuide {
  /// Said while nothing is typed.
  let whenEmpty: String
  /// What Enter does.
  let deed: String
  /// Keys that only this prompt has, and what they do.
  var furtherKeys: [(key: Key, words: String)] = []
  /// What is to be known before the line is entered.
  var note: String?
  /// The same where there is little room.
  var briefNote: String?

  /// The note and the keys, from the longest line to the shortest: the last keys leave first, then
  /// the note becomes brief.
  func lines(hasHistory: Bool, _ theme: Theme) -> [StyledLine] {
    var keys = [(Key.enter.label, deed), (Key.escape.label, "back")]
    if hasHistory { keys.append((Key.up.label, "earlier")) }
    keys += furtherKeys.map { ($0.key.label, $0.words) }
    let hints = keys.map { StyledLine($0, theme.key) + StyledLine(" " + $1, theme.secondary) }
    func line(_ note: String?, _ count: Int) -> StyledLine {
      .joined((note.map { [StyledLine($0)] } ?? []) + hints.prefix(count), gap: 3)
    }
    return (2...hints.count).reversed().map { line(note, $0) }
      + [line(briefNote, 2), line(nil, 2), line(nil, 1)]
  }
}
