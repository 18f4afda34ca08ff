import Testing

@testable import BatchInsight

struct SortKeyTests {
  @Test(
    arguments: [
      ["a", "B", "c"], ["eval-2", "eval-10", "eval-11"], ["eval-9", "Eval-010", "eval-11"],
      ["a", "a1", "a1b", "a2", "ab"], ["v1.9.3", "v1.10.0", "v2"], ["", "0", "1", "a"],
      ["x99999999999", "x100000000000", "xa"], ["批1", "批2", "批10"], ["Ａ", "b"],
    ])
  func countsAsPeopleDo(texts: [String]) {
    #expect(texts.map(NaturalOrder.key).sorted() == texts.map(NaturalOrder.key))
  }

  @Test func idsThatOnlyLookTheSameHaveAnOrder() {
    let entries = ["e\u{301}", "\u{E9}"].map { SortEntry(.unknown, id: $0) }
    #expect(
      entries[0].precedes(entries[1], isDescending: false)
        != entries[1].precedes(entries[0], isDescending: false))
  }
}
