import BatchInsight
import Testing

@testable import BatchPresentation

struct ListColumnsTests {
  private static let everything: ColumnChoice = {
    var choice = ColumnChoice()
    for column in choice.order where !choice.contains(column) { choice.toggle(column) }
    return choice
  }()

  private func columns(
    _ width: Int, _ choice: ColumnChoice = ColumnChoice(), scrolled: Int = 0
  ) -> ListColumns {
    var choice = choice
    choice.scrolled = scrolled
    return ListColumns(columns: width, choice: choice, mode: .relative)
  }

  private func total(_ columns: ListColumns) -> Int {
    let word = columns.word > 0 ? columns.word + ListColumns.gap : 0
    return ListColumns.glyphColumns + word + columns.name
      + columns.slots.reduce(0) { $0 + ListColumns.gap + $1.width }
  }

  struct Width: Sendable, CustomTestStringConvertible {
    var width: Int
    var word: Int
    var name: Int
    var slots: [ListColumns.Slot]
    var hiddenRight = 0
    var testDescription: String { "\(width) columns" }
  }

  private static let age = ListColumns.Slot(column: .age, width: 4)
  private static func progress(_ width: Int) -> ListColumns.Slot {
    ListColumns.Slot(column: .progress, width: width)
  }

  /// The usual columns leave by what readers miss least.
  @Test(arguments: [
    Width(width: 500, word: 11, name: 72, slots: [progress(402), age]),
    Width(width: 120, word: 11, name: 50, slots: [progress(44), age]),
    Width(width: 90, word: 11, name: 42, slots: [progress(22), age]),
    Width(width: 80, word: 11, name: 35, slots: [progress(19), age]),
    Width(width: 55, word: 11, name: 19, slots: [progress(10), age]),
    Width(width: 45, word: 11, name: 21, slots: [age], hiddenRight: 1),
    Width(width: 33, word: 0, name: 22, slots: [age], hiddenRight: 1),
    Width(width: 20, word: 0, name: 15, slots: [], hiddenRight: 2),
  ])
  func leaveAsTheRoomShrinks(_ given: Width) {
    let columns = columns(given.width)
    #expect(columns.word == given.word)
    #expect(columns.name == given.name)
    #expect(columns.slots == given.slots)
    #expect(columns.hiddenRight == given.hiddenRight)
  }

  /// Whatever the screen, `>` leads to every column, `<` all the way back, and the row is filled
  /// to its end and never beyond.
  @Test(arguments: [ColumnChoice(), everything], Array(stride(from: 20, through: 200, by: 5)))
  func everyColumnCanBeScrolledTo(choice: ColumnChoice, width: Int) {
    var seen: Set<ListColumn> = []
    var steps = 0
    while true {
      let columns = columns(width, choice, scrolled: steps)
      #expect(columns.scrolled == steps)
      #expect(total(columns) == width - 1)
      #expect(columns.name >= 8)
      #expect(steps == 0 || !columns.slots.isEmpty)
      seen.formUnion(columns.slots.map(\.column))
      if columns.hiddenRight == 0 { break }
      steps += 1
    }
    #expect(seen == Set(choice.scrolling))
    #expect(columns(width, choice, scrolled: 1000) == columns(width, choice, scrolled: steps))
  }

  @Test func areFoundByTheirPlace() {
    let columns = columns(80)
    #expect([0, 16].map(columns.column) == [.status, .status])
    #expect([17, 51].map(columns.column) == [.name, .name])
    #expect([52, 72].map(columns.column) == [.progress, .progress])
    #expect([73, 79].map(columns.column) == [.age, .age])
    #expect(self.columns(33).column(at: 2) == .name)
  }

  @Test func keepTheirChosenOrder() {
    var choice = ColumnChoice()
    choice.toggle(.left)
    choice.toggle(.progress)
    #expect(columns(100, choice).slots.map(\.column) == [.age, .left])
    choice.move(.left, by: -1)
    choice.move(.left, by: -1)
    #expect(choice.scrolling == [.age, .left], "columns were passed that are not shown")
    choice.move(.left, by: -1)
    #expect(columns(100, choice).slots.map(\.column) == [.left, .age])
    for _ in 0..<20 { choice.move(.left, by: -1) }
    #expect(choice.menu.prefix(2) == [.status, .left])
    choice.move(.status, by: 1)
    #expect(choice.menu.first == .status)
  }

  @Test func aWideColumnDoesNotLetLaterOnesJumpTheQueue() {
    var choice = ColumnChoice()
    choice.toggle(.endpoint)
    choice.toggle(.failed)
    choice.move(.endpoint, by: -1)
    let columns = columns(60, choice)
    #expect(columns.slots.map(\.column) == [.progress, .age])
    #expect(columns.hiddenRight == 2)
  }

  @Test func theNameStaysAndTheGlyphWithoutItsWord() {
    var choice = ColumnChoice()
    choice.toggle(.name)
    choice.toggle(.status)
    #expect(columns(80, choice).word == 0)
    #expect(columns(80, choice).name == 43)
  }

  @Test func lettersOfTheMenuAreNoKeysThatMoveThere() {
    let letters = ListColumn.allCases.map(\.content.letter) + [SortOrder.serverLetter]
    #expect(Set(letters).count == letters.count)
    #expect(Set(letters).isDisjoint(with: "jkgGhqSJK "))
  }
}
