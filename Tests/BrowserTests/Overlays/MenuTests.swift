import BatchInsight
import BatchPresentation
import Batches
import Screen
import TestSupport
import Testing

@testable import Browser

/// What each menu makes of an event, without a state behind it.
struct MenuTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var events: [OverlayEvent]
    /// The chosen line after the events, and what the last one gave.
    var line: Int
    var result: OverlayResult

    init(_ description: String, _ events: [OverlayEvent], line: Int, _ result: OverlayResult) {
      testDescription = description
      self.events = events
      self.line = line
      self.result = result
    }
  }

  static let moves = [
    Case("down", [.command(.down)], line: 1, .consumed([])),
    Case("up from the first line", [.command(.up)], line: 0, .consumed([])),
    Case("there and back", [.command(.down), .command(.up)], line: 0, .consumed([])),
    Case("to the first line", [.command(.down), .command(.first)], line: 0, .consumed([])),
    Case("a key of the list", [.command(.refresh)], line: 0, .ignored),
    Case("a key without a meaning", [.key(.function(7))], line: 0, .ignored),
    Case("beside the menu", [.press(Point(column: 0, row: 0))], line: 0, .ignored),
    Case("pasted text", [.paste("s")], line: 0, .ignored),
  ]

  @Test(
    arguments: moves + [
      Case("to the last line", [.command(.last)], line: SortOrder.choices.count - 1, .consumed([])),
      Case(
        "beyond it", [.command(.last), .command(.down)], line: SortOrder.choices.count - 1,
        .consumed([])),
      Case("the first line", [.command(.open)], line: 0, .closed([.sort(by: nil)])),
      Case(
        "the second line", [.command(.down), .command(.open)], line: 1,
        .closed([.sort(by: .status)])),
      Case("a letter", [.key(.character("p"))], line: 0, .closed([.sort(by: .progress)])),
      Case("of full width", [.key(.character("ｏ"))], line: 0, .closed([.sort(by: nil)])),
      Case("another direction", [.command(.reverseSort)], line: 0, .consumed([.reverseOrder])),
    ])
  func sort(_ given: Case) {
    let (menu, result) = SortMenu(at: .server).after(given.events, in: OverlayFixture.context())
    #expect(menu.cursor.line == given.line)
    #expect(result == given.result)
  }

  @Test(
    arguments: moves + [
      Case("to the last line", [.command(.last)], line: 2, .consumed([])),
      Case("the profile in use", [.command(.open)], line: 0, .closed([])),
      Case(
        "another", [.command(.down), .command(.open)], line: 1, .closed([.switchProfile("night")])),
      Case("the same key again", [.command(.switchProfile)], line: 0, .closed([])),
    ])
  func profiles(_ given: Case) {
    var context = OverlayFixture.context()
    context.profiles = ["day", "night", "夜"]
    context.profile = "day"
    let (menu, result) = ProfileMenu(of: context.profiles, at: "day").after(
      given.events, in: context)
    #expect(menu.cursor.line == given.line)
    #expect(result == given.result)
  }

  private static func choice(_ change: (inout ColumnChoice) -> Void) -> OverlayResult {
    var choice = ColumnChoice()
    change(&choice)
    return .consumed([.showColumns(choice)])
  }

  @Test(
    arguments: moves + [
      Case("the key that marks", [.command(.mark)], line: 0, choice { $0.toggle(.status) }),
      Case(
        "a letter goes to its line", [.key(.character("a"))], line: 2, choice { $0.toggle(.age) }),
      Case("the name stays", [.key(.character("n"))], line: 0, .ignored),
      Case(
        "a column moves with the cursor", [.command(.down), .command(.detailDown)], line: 2,
        choice { $0.move(.progress, by: 1) }),
      Case("status does not", [.command(.detailDown)], line: 0, choice { _ in }),
      Case("Enter", [.command(.open)], line: 0, .closed([])),
    ])
  func columns(_ given: Case) {
    let (menu, result) = ColumnMenu().after(given.events, in: OverlayFixture.context())
    #expect(menu.cursor.line == given.line)
    #expect(result == given.result)
  }

  private static let batch = Fixture.batch(1, name: "eval")
  private static let renamed = Fixture.batch(1)

  @Test(
    arguments: moves + [
      Case("Enter", [.command(.open)], line: 0, .closed([.copy(.id(of: batch))])),
      Case(
        "the key for the id", [.command(.down), .command(.copyID)], line: 1,
        .closed([.copy(CopyField(name: "name", text: "eval"))])),
      Case(
        "the chosen field stays chosen",
        [.command(.down), .command(.down), .batchChanged(before: batch, after: renamed)], line: 1,
        .consumed([])),
      Case(
        "also where it is gone", [.command(.down), .batchChanged(before: batch, after: renamed)],
        line: 1, .consumed([])),
    ])
  func copy(_ given: Case) {
    let context = OverlayFixture.context([Self.batch])
    let (menu, result) = CopyMenu().after(given.events, in: context)
    #expect(menu.cursor.line == given.line)
    #expect(result == given.result)
  }

  @Test func nothingIsCopiedOfABatchThatIsGone() {
    let context = OverlayFixture.context()
    #expect(CopyMenu().after([.command(.open)], in: context).1 == .closed([]))
    #expect(!CopyMenu().drawn(in: context).text.contains("copy"), "there is nothing to choose")
  }

  @Test func aClickHitsTheLineThatIsDrawnThere() throws {
    let context = OverlayFixture.context([Self.batch])
    func click(on text: String, of frame: Frame) throws -> OverlayEvent {
      let row = try #require((0..<frame.size.rows).first { frame.text(row: $0).contains(text) })
      return .press(Point(column: 40, row: row))
    }
    let sort = SortMenu(at: .server)
    let age = try click(on: "a  age", of: sort.drawn(in: context))
    #expect(sort.after([age], in: context).1 == .closed([.sort(by: .age)]))
    let created = try click(on: "c  created", of: ColumnMenu().drawn(in: context))
    let (menu, result) = ColumnMenu().after([created], in: context)
    #expect(result == Self.choice { $0.toggle(.created) })
    #expect(context.columns.menu[menu.cursor.line] == .created)
    let name = try click(on: "name ", of: CopyMenu().drawn(in: context))
    #expect(
      CopyMenu().after([name], in: context).1
        == .closed([.copy(CopyField(name: "name", text: "eval"))]))
  }
}
