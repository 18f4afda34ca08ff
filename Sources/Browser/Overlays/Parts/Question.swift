import BatchPresentation
import Screen

/// A question in the foot that is answered by yes or no.
struct Question {
  private let name: Substring
  private let words: String

  /// What a name keeps where there is no room for all.
  private static let leastNameColumns = 8

  /// - Parameter name: comes first, and gives way where there is no room for all.
  init(_ words: String, about name: Substring = "") {
    self.words = words
    self.name = name
  }

  func draw(in area: Rect, theme: Theme, into frame: inout Frame) {
    let ellipsis = theme.ellipsis
    frame.draw(
      line(columns: area.columns - 2, theme: theme)
        .truncated(to: max(0, area.columns - 2), ellipsis: ellipsis),
      at: Point(column: area.column + 1, row: area.row), clip: area)
  }

  private func line(columns: Int, theme: Theme) -> StyledLine {
    var answers = StyledLine(" ")
    answers.append("y", theme.key)
    answers.append(" yes   ", theme.secondary)
    answers.append("n", theme.key)
    answers.append(" no", theme.secondary)
    let room = columns - answers.columns
    let name = ScreenText.truncated(
      String(name), to: max(min(Self.leastNameColumns, room), room - ScreenText.columns(of: words)),
      ellipsis: theme.ellipsis)
    return StyledLine(name + words, theme.prompt)
      .truncated(to: max(0, room), ellipsis: theme.ellipsis) + answers
  }
}

extension Key {
  /// Yes or no. Only a clear answer counts: a key that is held, or meant for the list, is none.
  var answer: Bool? {
    switch self {
    case .character("y"), .character("Y"): true
    case .character("n"), .character("N"), .character("q"), .escape, .control("c"): false
    default: nil
    }
  }
}
