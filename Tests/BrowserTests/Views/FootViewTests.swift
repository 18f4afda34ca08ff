import BatchInsight
import Batches
import Screen
import TestSupport
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
    (80, " j k move   Enter detail   / filter   o results   ? help   r refresh   q quit"),
    (50, " j k move   Enter detail   / filter   ? help"),
    (40, " j k move   Enter detail   ? help"),
    (24, " j k move   ? help"),
  ])
  func theKeyOfTheHelpStaysLongest(columns: Int, expected: String) {
    #expect(foot(columns: columns) == expected)
  }

  /// What is typed, and a command whose key is on the screen then.
  @Test(arguments: [
    ("", Command.down), ("", .up), ("", .open), ("v", .growPane), ("v", .shrinkPane),
    ("v", .scrollLeft), ("v", .scrollRight), ("c", .detailDown), ("c", .detailUp), ("F", .follow),
    ("5", .allTab), ("/b1\n", .back), ("/zz\n", .back),
  ])
  func keysAreThoseOfTheKeymap(typed: String, command: Command) {
    var usual = Conversation(
      Fixture.batches(0..<3, active: [0]), size: Size(columns: 120, rows: 30))
    var moved = Conversation(
      Fixture.batches(0..<3, active: [0]), size: Size(columns: 120, rows: 30),
      keymap: .withF9(for: command))
    for character in typed {
      let key = character == "\n" ? Key.enter : .character(character)
      usual.press(key)
      moved.press(Keymap.standard[key] == command ? .function(9) : key)
    }
    #expect(moved.state.draw().text.contains("F9") && !usual.state.draw().text.contains("F9"))
  }

  @Test func aFailureNamesTheKeysOfTheKeymap() {
    for (command, retry) in [
      (Command.refresh, ServiceFailure.Retry.never), (.refresh, .after(4)), (.back, .after(4)),
    ] {
      var state = Fixture.state(keymap: .withF9(for: command))
      _ = state.update(.start, now: Fixture.now)
      _ = state.update(.page(number: 1, .failure(Fixture.failure(retry: retry))), now: Fixture.now)
      let text = state.draw().text
      #expect(text.contains("F9") && (retry == .never || text.contains("trying again in 4 s")))
    }
  }

  /// Where nothing is shown there is nothing to move through.
  @Test func aFilterThatNothingMatchesOffersWhatHelps() {
    #expect(
      foot(columns: 80, .character("/"), .character("z"), .character("z"), .character("z"), .enter)
        == " /zzz   Esc clear   / filter   ? help   r refresh   q quit")
    #expect(foot(columns: 80, .character("5")) == " / filter   ? help   r refresh   q quit")
  }

  /// The way out of the picture is named before its finer keys, beside a filter too.
  @Test func thePictureNamesItsWayOut() {
    #expect(
      foot(columns: 80, .character("v"), .down)
        == " j k move   Enter detail   Esc back   + - zoom   < > earlier, later   ? help")
    let filtered = foot(
      columns: 50, .character("/"), .character("b"), .enter, .character("v"), .down)
    #expect(filtered.contains("Esc back"))
  }

  /// A message that does not fit says so, and leaves rows of the list in sight.
  @Test(arguments: [
    (Size(columns: 20, rows: 5), "m", 2), (Size(columns: 20, rows: 5), "v", 2),
    (Size(columns: 30, rows: 8), "v", 4), (Size(columns: 40, rows: 10), "v", 4),
  ])
  func aMessageLeavesRows(size: Size, key: String, rows: Int) {
    var conversation = Conversation([Fixture.batch(0), Fixture.batch(1)], size: size)
    conversation.press(key)
    let frame = conversation.state.draw()
    #expect(frame.text.contains("b0"))
    let message = (size.rows - rows..<size.rows).map { frame.text(row: $0) }
    #expect(message.allSatisfy { !$0.isEmpty })
    // The keys stay below a legend.
    let (last, end) = key == "m" ? (message[rows - 1], "text") : (message[rows - 2], "deadline")
    #expect(last.hasSuffix("…") || last.hasSuffix(end))
    #expect(!frame.text(row: size.rows - rows - 1).contains(message[0]))
  }

  /// A countdown behind the note of an earlier deed could be neither seen nor stopped.
  @Test func aNoteStandsAboveACountdown() {
    var state = Fixture.state()
    _ = state.update(.start, now: Fixture.now)
    let page = BatchPage(batches: Fixture.batches(0..<10), hasMore: true)
    _ = state.update(.page(number: 1, .success(page)), now: Fixture.now)
    state.say(
      .refreshed(
        added: 0, changed: 0, removed: 0, leavesGap: false, unreadActive: 0))
    _ = state.update(
      .page(number: 2, .failure(Fixture.failure(retry: .after(4)))), now: Fixture.now)
    let frame = state.draw()
    #expect(frame.text(row: 22).contains("nothing has changed"))
    #expect(frame.text(row: 23).contains("trying again in 4 s"))
  }

  @Test func whatWentWrongIsReadableWhole() {
    var conversation = Conversation([Fixture.batch(0)], size: Size(columns: 20, rows: 8))
    let words = "four five six seven eight nine ten eleven twelve thirteen fourteen"
    conversation.state.say(.refreshFailed(ServiceFailure(.serverError, words)))
    let frame = conversation.state.draw()
    let rows = (2..<8).map { frame.text(row: $0) }
    #expect(rows[5].contains("fourteen") && rows.allSatisfy { !$0.contains("…") })
  }

  @Test(arguments: [
    (80, " 2 rows as .csv, .json or .jsonl   Enter save   Esc back   Tab complete"),
    (70, " 2 rows as .csv, .json or .jsonl   Enter save   Esc back"),
    (40, " 2 rows   Enter save   Esc back"), (24, " Enter save   Esc back"), (20, " Enter save"),
  ])
  func theKeysOfAPromptAreNeverCut(columns: Int, expected: String) {
    #expect(foot(columns: columns, .character("w")) == expected)
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
