import Testing

@testable import Screen

@Suite struct CellTextTests {
  @Test(arguments: [
    "", "a", "批", "\u{10FFFF}", "e\u{301}", "e\u{301}\u{302}", "e\u{301}\u{302}\u{303}",
    "e\u{301}\u{302}\u{303}\u{304}",
  ])
  func givesBackWhatItHolds(_ text: String) {
    let content = CellText(text)
    #expect(Array(content.string.unicodeScalars) == Array(text.unicodeScalars))
    #expect(content.scalars == Array(text.unicodeScalars))
  }

  @Test func holdsFourMarksAtMost() {
    var content = CellText("e\u{301}\u{302}\u{303}\u{304}\u{305}")
    #expect(content.scalars.count == 5)
    content.append("\u{306}")
    #expect(content.scalars.count == 5)
  }

  @Test func differsByEveryMark() {
    let base = "e\u{301}\u{302}\u{303}"
    #expect(CellText(base + "\u{304}") != CellText(base + "\u{305}"))
    #expect(CellText(base + "\u{304}") != CellText(base))
    #expect(CellText.empty != CellText.space)
  }
}
