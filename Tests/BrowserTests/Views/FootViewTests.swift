import Screen
import Testing

@testable import Browser

/// The keys that the last line names.
struct FootViewTests {
  private func foot(columns: Int, _ keys: Key...) -> String {
    var conversation = Conversation(
      [Fixture.batch(0), Fixture.batch(1)], size: Size(columns: columns, rows: 20))
    for key in keys { conversation.press(key) }
    return conversation.state.draw().text(row: 19)
  }

  @Test(arguments: [
    (80, " j k move   Enter detail   / filter   ? help   r refresh   t times   q quit"),
    (50, " j k move   Enter detail   / filter   ? help"),
    (40, " j k move   Enter detail   ? help"),
    (24, " j k move   ? help"),
  ])
  func theKeyOfTheHelpStaysLongest(columns: Int, expected: String) {
    #expect(foot(columns: columns) == expected)
  }

  @Test(arguments: [
    (80, " Space show or hide   j k move   J K reorder   Esc back"),
    (40, " Space show or hide   Esc back"),
    (24, " Esc back"),
  ])
  func theWayBackFromAMenuStaysLongest(columns: Int, expected: String) {
    #expect(foot(columns: columns, .character("c")) == expected)
  }
}
