import Batches
import Testing

@testable import BatchResults

@Suite struct JSONOutlineTests {
  private static func lines(_ outline: JSONOutline, folded: Set<Int> = []) -> String {
    outline.visible(folded: folded).map { row in
      String(repeating: "  ", count: outline.rows[row].depth)
        + outline.text(row, isFolded: folded.contains(row))
    }.joined(separator: "\n")
  }

  private static let sample = #"{"a":[1,{"b":null}],"c":{},"d":[ ],"e":"x,}\"]","f":-1.5e3}"#

  @Test func eachValueHasALine() {
    #expect(
      Self.lines(JSONOutline(bytes(Self.sample))) == #"""
        {
          "a": [
            1,
            {
              "b": null
            }
          ],
          "c": {},
          "d": [ ],
          "e": "x,}\"]",
          "f": -1.5e3
        }
        """#)
  }

  @Test func whatIsFoldedTakesOneLine() {
    let outline = JSONOutline(bytes(Self.sample))
    #expect(
      Self.lines(outline, folded: [1]) == #"""
        {
          "a": […],
          "c": {},
          "d": [ ],
          "e": "x,}\"]",
          "f": -1.5e3
        }
        """#)
    #expect(Self.lines(outline, folded: [0]) == "{…}")
    // A value cannot be folded.
    #expect(outline.visible(folded: [2]).count == outline.rows.count)
  }

  @Test func valuesAreReadOnDemand() throws {
    let outline = JSONOutline(bytes(#"{"t":"a\nb\u4e2d","n":17,"o":{"x":1}}"#))
    #expect((0..<outline.rows.count).map(outline.value)[1...3] == ["a\nb中", "17", #"{"x":1}"#])
    let long = JSONOutline(bytes("\"" + String(repeating: "批", count: 100) + "\""))
    #expect(long.text(0, limit: 8) == "\"批批…")
  }

  @Test(arguments: ["17", "\"x\"", "null", "[]", "{}", "[[[]]]", "\u{FEFF}[1]"])
  func anyValueCanStandAlone(text: String) {
    let outline = JSONOutline(bytes(text))
    #expect(outline.isJSON)
    let flat = Self.lines(outline).filter { !$0.isWhitespace }
    #expect(flat == text.replacing("\u{FEFF}", with: ""))
  }

  @Test func whatIsNotJSONIsShownAsText() {
    let outline = JSONOutline(bytes("<html>\n\u{1B}[2J{\"a\":\n"))
    #expect(!outline.isJSON)
    #expect(outline.rows.map(\.kind) == [.text, .text])
    #expect(outline.text(1) == "\u{1B}[2J{\"a\":")
    let long = JSONOutline(bytes(String(repeating: "批", count: 1000)))
    #expect(
      (0..<long.rows.count).map { long.text($0) }.joined() == String(repeating: "批", count: 1000))
  }

  @Test func rowsAreBounded() {
    let text = "[" + Array(repeating: "[1,2]", count: 100).joined(separator: ",") + "]"
    let outline = JSONOutline(bytes(text), maximumRows: 10)
    #expect(outline.rows.count == 11)
    #expect(outline.rows.last?.kind == .more)
    #expect(outline.visible(folded: [0]) == [0])
    let lines = JSONOutline(bytes("x" + String(repeating: "\nx", count: 50)), maximumRows: 10)
    #expect(lines.rows.count == 11)
  }

  /// Pretty JSON of the decoder and the lines of the outline say the same.
  @Test(arguments: 0..<100) func theLinesTogetherAreTheValue(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let text = "[" + RandomJSON.value(depth: 5, &random) + "]"
    let outline = JSONOutline(bytes(text))
    #expect(outline.isJSON)
    #expect(
      JSONValue(parsing: bytes(Self.lines(outline))) == JSONValue(parsing: bytes(text)), "\(text)")
    var broken = bytes(text)
    for _ in 0..<20 {
      RandomJSON.mutate(&broken, &random)
      let outline = JSONOutline(broken, maximumRows: 200)
      for row in outline.rows.indices {
        _ = outline.text(row)
        _ = outline.value(row)
        #expect(outline.rows[row].next > row)
      }
      _ = outline.visible(folded: Set(0..<5))
    }
  }

  @Test func anyBracketsNestedTooDeepAreHarmless() {
    let deep =
      String(repeating: "[", count: 140) + "{1 2 ] \"a\" {" + String(repeating: "]", count: 141)
    let outline = JSONOutline(bytes(deep))
    for row in outline.rows.indices { _ = outline.text(row) }
  }
}
