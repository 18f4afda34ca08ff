import Screen
import Testing

@testable import Browser

/// What the confirmations make of a key.
struct ConfirmationTests {
  private static let target = try? SaveTarget(typed: "~/rows.csv")

  @Test(arguments: [
    (Key.character("y"), OverlayResult.closed([.reloadAll])),
    (.character("Y"), .closed([.reloadAll])),
    (.character("ｙ"), .closed([.reloadAll])),
    (.enter, .closed([.reloadAll])),
    (.character("n"), .closed([])),
    (.character("q"), .closed([])),
    (.escape, .closed([])),
    (.control("c"), .closed([])),
    (.character("j"), .consumed([])),
    (.character("?"), .consumed([])),
    (.down, .consumed([])),
  ])
  func reload(_ key: Key, _ result: OverlayResult) {
    let confirmation = ReloadConfirmation(pages: 21)
    #expect(confirmation.handle(.key(key), in: OverlayFixture.context()) == result)
  }

  /// What is replaced is lost, so only `y` will do.
  @Test(arguments: [
    Key.character("y"), .character("n"), .escape, .control("c"), .enter, .character(" "), .down,
  ])
  func replace(_ key: Key) throws {
    let target = try #require(Self.target)
    let result = ReplaceConfirmation(target: target)
      .handle(.key(key), in: OverlayFixture.context())
    switch key {
    case .character("y"): #expect(result == .closed([.save(target, replacing: true)]))
    case .character("n"), .escape, .control("c"):
      #expect(result == .closed([.askSavePath(suggestion: "~/rows.csv", .rows)]))
    default: #expect(result == .consumed([]))
    }
  }

  @Test func whatIsNoKeyIsIgnored() {
    let context = OverlayFixture.context()
    for event in [OverlayEvent.command(.down), .paste("y"), .press(Point(column: 0, row: 0))] {
      #expect(ReloadConfirmation(pages: 21).handle(event, in: context) == .ignored)
    }
  }

  @Test func theNameGivesWayToTheQuestion() throws {
    let name = String(repeating: "long", count: 20) + ".csv"
    let confirmation = ReplaceConfirmation(target: try SaveTarget(typed: name))
    let context = OverlayFixture.context(size: Size(columns: 60, rows: 10))
    var frame = Frame(size: context.size, charset: .unicode)
    let foot = Rect(column: 0, row: 9, columns: 60, rows: 1)
    #expect(confirmation.drawFoot(foot, in: context, into: &frame))
    #expect(frame.text(row: 9).hasSuffix("… exists; replace it? y yes   n no"))
  }
}
