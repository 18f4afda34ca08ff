import Testing

@testable import Screen

@Suite struct FrameTests {
  @Test(arguments: [("plain ~", true), ("café", false), ("中", false), ("e\u{301}", false)])
  func knowsWhetherItIsASCII(text: String, isASCII: Bool) {
    var frame = Frame(size: Size(columns: 10, rows: 2))
    frame.write(text, column: 0, row: 1)
    #expect(frame.isASCII == isASCII)
  }

  private func frame(_ columns: Int, _ rows: Int, _ text: String = "") -> Frame {
    var frame = Frame(size: Size(columns: columns, rows: rows))
    frame.write(text, column: 0, row: 0)
    return frame
  }

  /// Second halves follow wide characters, and nothing else.
  private func isWhole(_ frame: Frame) -> Bool {
    (0..<frame.size.rows).allSatisfy { row in
      let widths = (0..<frame.size.columns).map { frame[column: $0, row: row].width }
      var column = 0
      while column < widths.count {
        switch widths[column] {
        case 1: column += 1
        case 2 where column + 1 < widths.count && widths[column + 1] == 0: column += 2
        default: return false
        }
      }
      return true
    }
  }

  @Test(arguments: [
    (0, "abc", "abc", 3), (3, "abc", "   ab", 5), (-1, "abc", "bc", 2), (9, "abc", "", 9),
    (4, "中", "", 4), (3, "中", "   中", 5), (-1, "中a", " a", 2), (0, "中文字", "中文", 4),
  ])
  func writesAreClipped(column: Int, text: String, expected: String, end: Int) {
    var frame = frame(5, 1)
    #expect(frame.write(text, column: column, row: 0) == end)
    #expect(frame.text(row: 0) == expected)
    #expect(isWhole(frame))
  }

  /// What stands behind a name keeps its place in terminals that reverse Arabic and Hebrew.
  @Test(arguments: [
    (["سلام", "   ", "1/2"], "سلام \u{2800} 1/2"), (["سلام   ", "1/2"], "سلام \u{2800} 1/2"),
    (["שלום…  ", "1/2"], "שלום… \u{2800}1/2"), (["سلام لا", "  1"], "سلام لا \u{2800}1"),
    (["سلام a"], "سلام a"), (["سلام", " 1"], "سلام 1"), (["中文", "   ", "1/2"], "中文   1/2"),
  ])
  func textFromRightToLeftIsFenced(parts: [String], expected: String) {
    var frame = frame(20, 1)
    var column = 0
    for part in parts { column = frame.write(part, column: column, row: 0) }
    frame.write("x", column: 19, row: 0)
    #expect(frame.text(row: 0).hasPrefix(expected + " "))
  }

  @Test func textFromRightToLeftIsFencedBeforeWhatIsWrittenElsewhere() {
    var frame = frame(12, 1, "سلام")
    frame.write("1/2", column: 7, row: 0)
    #expect(frame.text(row: 0) == "سلام \u{2800} 1/2")
  }

  @Test(arguments: [-9, -1, 0, 11, 12, 20])
  func textBeyondTheEdgesIsCutThere(column: Int) {
    for text in ["سلام", "中文", "abc", "", "  "] {
      var frame = frame(12, 1, "سلام")
      frame.write(text, column: column, row: 0)
      #expect(frame.text(row: 0).unicodeScalars.count <= 12)
    }
  }

  @Test(arguments: [-1, 1, 7])
  func rowsOutsideAreNotWritten(row: Int) {
    var frame = frame(5, 1)
    frame.write("abc", column: 0, row: row)
    #expect(frame == Frame(size: Size(columns: 5, rows: 1)))
  }

  @Test(arguments: [
    ("中文", 0, "x", "x 文"), ("中文", 1, "x", " x文"), ("中文", 1, "字", " 字"),
    ("中文", 2, "x", "中x"), ("a中b", 0, "字", "字 b"), ("中文", 0, "字", "字文"),
  ])
  func halvesOfWideCharactersDoNotStay(before: String, column: Int, text: String, after: String) {
    var frame = frame(6, 1, before)
    frame.write(text, column: column, row: 0)
    #expect(frame.text(row: 0) == after)
    #expect(isWhole(frame))
  }

  @Test func everyOverwriteLeavesTheGridWhole() {
    for first in -1...5 {
      for second in -1...5 {
        for text in ["x", "中", "x中", "中中"] {
          var frame = frame(5, 1, "中文x")
          frame.write("字字", column: first, row: 0)
          frame.write(text, column: second, row: 0)
          frame.clear(Rect(column: second + 1, row: 0, columns: 1, rows: 1))
          #expect(isWhole(frame))
        }
      }
    }
  }

  @Test func aClipKeepsNeighboursSafe() {
    var frame = frame(8, 2, "........")
    let clip = Rect(column: 2, row: 0, columns: 3, rows: 1)
    frame.write("abcdef", column: 1, row: 0, clip: clip)
    #expect(frame.text(row: 0) == "..bcd...")
    frame.write("x", column: 3, row: 1, clip: clip)
    #expect(frame.text(row: 1) == "")
  }

  @Test func halfACharacterAtAnEdgeIsABlank() {
    var frame = frame(6, 1, "......")
    frame.write("中文", column: 0, row: 0, clip: Rect(column: 1, row: 0, columns: 2, rows: 1))
    #expect(frame.text(row: 0) == ".  ...")
    frame.write("中文字", column: 1, row: 0)
    #expect(frame.text(row: 0) == ".中文")
    #expect(isWhole(frame))
  }

  @Test func stylesComeWithTheText() {
    var frame = frame(4, 1)
    frame.write("中", column: 0, row: 0, style: Style(.red, .bold))
    #expect(frame[column: 1, row: 0].style == Style(.red, .bold))
    frame.restyle(Rect(column: 0, row: 0, columns: 9, rows: 9)) { $0.adding(.reverse) }
    #expect(frame[column: 0, row: 0].style == Style(.red, [.bold, .reverse]))
    #expect(frame[column: 3, row: 0].style == Style(.normal, .reverse))
    #expect(frame.text(row: 0) == "中")
  }

  @Test(arguments: [(0, 0), (-3, 4), (1, 1), (500, 200)])
  func anySizeCanBeDrawnOn(columns: Int, rows: Int) {
    var frame = frame(columns, rows, "中文 and more")
    frame.clear(Rect(column: -5, row: -5, columns: 1000, rows: 1000))
    frame.write("x", column: columns - 1, row: rows - 1)
    #expect(
      frame.changes(from: nil).map(\.cells.count)
        == Array(repeating: max(0, columns), count: max(0, rows)))
    #expect(isWhole(frame))
  }

  @Test func anASCIIFrameHoldsASCII() {
    var frame = Frame(size: Size(columns: 6, rows: 1), charset: .ascii)
    frame.write("é中\u{1B}…", column: 0, row: 0)
    #expect(frame.text == "?????\n")
  }

  @Test func tellsWhatChanged() {
    var old = Frame(size: Size(columns: 6, rows: 2))
    old.write("ab批", column: 0, row: 0)
    var new = old
    new.write("c", column: 1, row: 0)
    new.write("夜", column: 2, row: 0)
    new.write("x", column: 5, row: 1, style: Style(.red))
    func changes(from old: Frame?) -> [String] {
      new.changes(from: old).map { change in
        "\(change.cells.map(\.text).joined())@\(change.column),\(change.row)"
      }
    }
    #expect(changes(from: old) == ["c夜@1,0", "x@5,1"])
    #expect(changes(from: new).isEmpty)
    #expect(changes(from: Frame(size: new.size)) == ["ac夜@0,0", "x@5,1"])
    let all = ["ac夜  @0,0", "     x@0,1"]
    #expect(changes(from: nil) == all)
    #expect(changes(from: Frame(size: Size(columns: 6, rows: 3))) == all)

    var between = new
    between.write("A", column: 0, row: 0)
    between.write("Y", column: 5, row: 0)
    (old, new) = (new, between)
    #expect(changes(from: old) == ["A@0,0", "Y@5,0"])
  }

  /// A frame that is reset keeps nothing, and copies of it do not change.
  @Test(arguments: [Size(columns: 6, rows: 2), Size(columns: 3, rows: 4)])
  func resetMakesItBlank(size: Size) {
    var frame = Frame(size: Size(columns: 6, rows: 2), charset: .ascii)
    frame.write("abc", column: 0, row: 1, style: Style(.red))
    frame.cursor = Point(column: 1, row: 1)
    let before = frame
    frame.reset(size: size, charset: .unicode)
    #expect(frame == Frame(size: size))
    #expect(before.text(row: 1) == "abc")
  }

  /// Saved cells are restored row by row, without touching their neighbours.
  @Test func cellsArePutBackWhereTheyWere() {
    var frame = Frame(size: Size(columns: 6, rows: 3))
    let place = Rect(column: 2, row: 1, columns: 3, rows: 2)
    frame.write("a中", column: 2, row: 1, style: Style(.red))
    frame.write("xyz", column: 2, row: 2)
    let cells = frame.cells(of: place)
    var other = Frame(size: frame.size)
    other.write("12", column: 0, row: 2)
    other.put(cells, at: place)
    #expect(other.text == "\n  a中\n12xyz\n")
    #expect(other[column: 3, row: 1].style == Style(.red))
  }
}
