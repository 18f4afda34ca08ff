import Batches
import Screen
import TestSupport
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

  private static let idAtFull = "batch_68f2c1d09e1234"

  /// Which of several batches of the same name it is must be seen.
  @Test(
    arguments: [
      (
        120, "nightly: evaluation of 2026 (\(idAtFull)): cancel it? 60 of 100 requests are not done"
      ),
      (80, "nightly: e… (batch_68f2c1d09e1234): cancel it? 60 of 100 not done"),
      (70, "nightly… (batch_…9e1234): cancel it? 60 of 100 not done"),
      (60, "batch_6…9e1234: cancel it? 60 of 100 not done"),
      (44, "batch_…e1234: cancel it? 60 …"),
    ])
  func theIDStandsByTheNameOfABatchToCancel(columns: Int, text: String) {
    var batch = Fixture.batch(1, "in_progress", completed: 40)
    batch.id = Self.idAtFull
    batch.metadata = [JSONMember("name", .string("nightly: evaluation of 2026"))]
    let context = OverlayFixture.context(size: Size(columns: columns, rows: 10))
    var frame = Frame(size: context.size, charset: .unicode)
    let foot = Rect(column: 0, row: 9, columns: columns, rows: 1)
    let confirmation = CancelConfirmation(of: [batch], context.theme)
    #expect(confirmation.drawFoot(foot, in: context, into: &frame))
    #expect(frame.text(row: 9) == " \(text) y yes   n no")
  }

  @Test(
    arguments: [
      (140, "The file is at a URL, \(server); read it there, without the key?"),
      (80, "Read it at siliconflow-results.oss-cn-shanghai.aliyuncs.com?"),
      (120, "Read it at \(server), without the key?"),
    ])
  func theServerOfAFileIsNamedInFull(columns: Int, text: String) {
    var failure = ServiceFailure(.fileElsewhere, "The file is at a URL, \(Self.server)")
    failure.server = Self.server
    let context = OverlayFixture.context(size: Size(columns: columns, rows: 10))
    var frame = Frame(size: context.size, charset: .unicode)
    let foot = Rect(column: 0, row: 9, columns: columns, rows: 1)
    let confirmation = FollowURLConfirmation(failure: failure, tab: .failures)
    #expect(confirmation.drawFoot(foot, in: context, into: &frame))
    #expect(frame.text(row: 9) == " \(text) y yes   n no")
  }

  private static let server = "https://siliconflow-results.oss-cn-shanghai.aliyuncs.com"

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
