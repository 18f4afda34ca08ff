import Screen
import TestSupport
import Testing

@testable import Browser

@Suite struct PromptViewTests {
  /// The row below a filter in which `verdict:stuk` is the mistake.
  private func below(_ text: String, columns: Int) -> String {
    var conversation = Conversation(Fixture.batches(0..<3), size: Size(columns: columns, rows: 24))
    conversation.press("/" + text)
    return conversation.state.draw().text(row: 23)
  }

  /// What is wrong is found by the sign below it, however long its explanation is.
  @Test(arguments: [60, 80, 120, 200])
  func theSignStandsBelowTheMistake(columns: Int) {
    let line = "status:failed verdict:stuk"
    let text = below(line, columns: columns)
    let place = 2 + line.count - "stuk".count
    let sign = text.firstIndex(of: "^").map { text.distance(from: text.startIndex, to: $0) }
    #expect(sign == place)
    #expect(text.contains("\"stuk\" is none of"))
  }

  @Test func theVerdictsThatPeopleAskForAreNamedWhereNotAllFind() {
    #expect(below("verdict:stuk", columns: 80).contains("is none of: stuck "))
  }

  @Test func aMistakeFarToTheRightHasItsSignBehindTheMessage() {
    let line = String(repeating: "word ", count: 12) + "verdict:stuk"
    let text = below(line, columns: 80)
    #expect(text.hasSuffix("… ^") || text.contains("… ^ "))
    let sign = text.firstIndex(of: "^").map { text.distance(from: text.startIndex, to: $0) }
    #expect(sign == 2 + line.count - "stuk".count)
  }
}
