import Screen
import Testing

@testable import BatchPresentation

struct StyledLineTests {
  private let red = Style(.red)

  @Test func neighboursOfOneStyleBecomeOneSpan() {
    let line = StyledLine([StyledSpan("a"), StyledSpan(""), StyledSpan("b"), StyledSpan("c", red)])
    #expect(line.spans == [StyledSpan("ab"), StyledSpan("c", red)])
  }

  @Test(arguments: [
    ("abc", "def", 6, "abcdef"), ("abc", "def", 5, "abcd…"), ("abc", "def", 4, "abc…"),
    ("abc", "def", 3, "ab…"), ("abc", "def", 1, "…"), ("abc", "def", 0, ""), ("", "", 3, ""),
  ])
  func truncates(first: String, second: String, columns: Int, expected: String) {
    let line = StyledLine([StyledSpan(first), StyledSpan(second, red)])
    #expect(line.truncated(to: columns).text == expected)
  }

  @Test func theEllipsisHasTheStyleOfWhatWasCut() {
    let line = StyledLine([StyledSpan("ab"), StyledSpan("cdef", red)])
    #expect(
      line.truncated(to: 4, ellipsis: "~").spans == [StyledSpan("ab"), StyledSpan("c~", red)])
  }

  @Test(arguments: [
    (StyledLine.Alignment.left, 5, "abc  "), (.right, 5, "  abc"), (.left, 2, "a…"),
    (.right, 3, "abc"),
  ])
  func fits(alignment: StyledLine.Alignment, columns: Int, expected: String) {
    #expect(StyledLine("abc").fitted(to: columns, alignment: alignment).text == expected)
  }

  @Test(arguments: 1...12)
  func wrappingLosesNothingButBlanks(columns: Int) {
    let line = StyledLine([
      StyledSpan("one two"), StyledSpan(" three", red), StyledSpan(" abcdefghijklmnop"),
    ])
    let wrapped = line.wrapped(to: columns, indent: 2)
    #expect(wrapped.allSatisfy { $0.columns <= columns })
    let letters = wrapped.map(\.text).joined().filter { $0 != " " }
    #expect(letters == "onetwothreeabcdefghijklmnop")
  }

  @Test func wrapsAtBlanksAndKeepsStyles() {
    let line = StyledLine([StyledSpan("one two"), StyledSpan(" three", red)])
    #expect(
      line.wrapped(to: 8, indent: 1) == [
        StyledLine("one two"), StyledLine([StyledSpan(" "), StyledSpan("three", red)]),
      ])
  }

  @Test(arguments: [
    (20, ["aaaa  bbbb  cccc"]), (12, ["aaaa  bbbb", " cccc"]), (5, ["aaaa", " bbbb", " cccc"]),
  ])
  func flowsItems(columns: Int, expected: [String]) {
    let items = ["aaaa", "", "bbbb", "cccc"].map { StyledLine($0) }
    #expect(StyledLine.flowed(items, columns: columns, indent: 1).map(\.text) == expected)
  }

  @Test func drawingStopsWhereAWideCharacterFindsNoRoom() {
    var frame = Frame(size: Size(columns: 6, rows: 1))
    let clip = Rect(column: 0, row: 0, columns: 4, rows: 1)
    frame.draw(
      StyledLine([StyledSpan("abc批", red), StyledSpan("x")]), at: Point(column: 0, row: 0),
      clip: clip)
    #expect(frame.text(row: 0) == "abc")
  }

  @Test func drawingReturnsTheColumnBehind() {
    var frame = Frame(size: Size(columns: 10, rows: 1))
    let end = frame.draw(
      StyledLine([StyledSpan("ab"), StyledSpan("cd", red)]), at: Point(column: 3, row: 0))
    #expect(end == 7)
    #expect(frame[column: 5, row: 0].style == red)
  }

  /// A name may begin with a mark, a zero-width character before it, or a vowel of Hangul.
  @Test(arguments: ["\u{301}lead", "\u{200D}\u{301}lead", "\u{1161}lead", "a", "名", "\u{200B}a"])
  func partsKeepTheirColumnsSideBySide(text: String) {
    for before in ["", " ", "名", "\u{1100}", "e", "\u{200B}"] {
      let parts = [StyledLine(before), StyledLine(text), StyledLine("|")]
      let line = parts.reduce(StyledLine(), +)
      #expect(line.columns == parts.reduce(0) { $0 + $1.columns })
      var frame = Frame(size: Size(columns: 12, rows: 1), charset: .unicode)
      #expect(frame.draw(line, at: Point(column: 0, row: 0)) == line.columns)
    }
  }
}
