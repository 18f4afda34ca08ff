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
    let room = columns - answers.columns
    let name = ScreenText.truncated(
      String(name), to: max(min(Self.leastNameColumns, room), room - ScreenText.columns(of: words)),
      ellipsis: theme.ellipsis)
    return StyledLine(name + words, theme.prompt)
      .truncated(to: max(0, room), ellipsis: theme.ellipsis) + answers
  }
}
