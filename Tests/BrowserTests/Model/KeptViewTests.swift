import BatchInsight
import BatchPresentation
import Batches
import Screen
import TestSupport
import Testing

@testable import Browser

/// How the user left the browser.
@Suite struct KeptViewTests {
  @Test func theFirstStartIsNothingToKeep() {
    #expect(KeptView().json == "{}\n")
    #expect(Fixture.state().keptView == KeptView())
  }

  /// What keys change is there after a restart.
  @Test(arguments: [
    "t", "tt", "p", "P", "+++", "--", "3", "/b1\n", "S", "sa", "ct", "c jJ", "cr>>", "2sctJ/b\n",
    "cs", "",
  ])
  func whatIsLeftIsRestored(keys: String) throws {
    let size = Size(columns: 120, rows: 30)
    let batches = Fixture.batches(0..<30, active: [1, 5])
    var left = Conversation(batches, size: size)
    for character in keys { left.press(character == "\n" ? .enter : .character(character)) }
    left.press(.escape, .character("j"))
    let view = left.state.keptView
    if !keys.isEmpty, keys != "c jJ" { #expect(view != KeptView()) }
    let read = try KeptView(json: Array(view.json.utf8))
    #expect(read == view)

    var state = Fixture.state(size: size)
    state.restore(read)
    var again = Conversation(batches, state: state)
    again.send(.start)
    #expect(again.state.keptView == view)
    #expect(again.state.selection.id == left.state.selection.id)
    #expect(again.state.layout == left.state.layout)
    for row in 1...3 {
      #expect(again.state.draw().text(row: row) == left.state.draw().text(row: row))
    }
  }

  /// The pane that the focus opened is not what the user chose.
  @Test func thePaneThatCameWithTheFocusIsNotKept() {
    var conversation = Conversation(Fixture.batches(0..<3), size: Size(columns: 120, rows: 30))
    conversation.press("p")
    let view = conversation.state.keptView
    conversation.press(.enter)
    #expect(conversation.state.screen.pane.isOn)
    #expect(conversation.state.keptView == view)
  }

  @Test(arguments: [
    "", "{", "[]", "null", "{}x", #"{"tab":3}"#, #"{"filter":null}"#, #"{"columns":"all"}"#,
    #"{"columns":[1]}"#, #"{"pane":"on"}"#, #"{"pane_growth":1e9}"#,
    #"{"pane_growth":99999999999999999999}"#, "\u{0}",
  ])
  func aDamagedFileIsNoView(text: String) {
    #expect(throws: KeptViewDamage.self) { try KeptView(json: Array(text.utf8)) }
  }

  @Test(arguments: [
    #"{}"#, #"{"tab":"later"}"#, #"{"times":"martian","pane_side":"above"}"#,
    #"{"future":{"a":[1]}}"#, #"{"sort":"colour"}"#, #"{"filter":"status:"}"#,
  ])
  func whatIsUnknownIsLeftOut(text: String) throws {
    var state = Fixture.state()
    state.restore(try KeptView(json: Array(text.utf8)))
    #expect(state.keptView == KeptView())
  }

  @Test func unknownColumnsAreLeftOut() throws {
    let view = try KeptView(
      json: Array(#"{"columns":["age","cost","age"],"column_order":["age","cost","age"]}"#.utf8))
    #expect(view.columns.scrolling == [.age])
    #expect(Set(view.columns.order).count == ListColumn.allCases.count - 2)
    #expect(view.columns.contains(.name) && !view.columns.contains(.status))
  }

  @Test func aDamagedFileIsSaid() {
    var state = Fixture.state()
    state.noteDamagedView("/x/y.json")
    #expect(
      state.messageText
        == "how you left the browser is not known: /x/y.json is damaged, and is written anew at the end"
    )
  }
}
