import Testing

@testable import Screen

@Suite struct CellTests {
  /// A cell survives the round trip through its two words.
  @Test(arguments: [
    "", " ", "a", "\u{10FFFF}", "a\u{301}\u{302}", "夜\u{E0100}\u{E0101}\u{E0102}\u{10FFFF}",
  ])
  func keepsAllOfIt(text: String) {
    for color in Style.Color.allCases {
      for attributes in 0..<16 as Range<UInt8> {
        for width in 0...2 as ClosedRange<UInt8> {
          let style = Style(color, Style.Attributes(rawValue: attributes))
          let cell = Cell(CellText(text), width: width, style: style)
          #expect(cell.content == CellText(text))
          #expect(cell.style == style)
          #expect(cell.width == width)
        }
      }
    }
  }

  @Test func anotherStyleIsAnotherCell() {
    var cell = Cell(CellText("x"), style: Style(.red))
    cell.style = Style(.cyan, [.bold, .underline])
    #expect(cell == Cell(CellText("x"), style: Style(.cyan, [.bold, .underline])))
    #expect(cell != Cell(CellText("x"), style: Style(.red)))
    #expect(cell != Cell(CellText("x"), width: 2, style: cell.style))
    #expect(cell != Cell(CellText("y"), style: cell.style))
  }
}
