import BatchResults
import Screen
import Testing

@testable import BatchPresentation

@Suite struct PlainGroupsTests {
  private static func groups(_ file: String) -> [FailureGroup] {
    var reader = ResultReader()
    Array(file.utf8).withUnsafeBufferPointer { reader.feed($0) }
    reader.finish()
    return reader.groups
  }

  private static let file = """
    {"custom_id":"r-1","response":{"status_code":429,"body":{"error":{"code":"rate_limit","message":"Try again in 3 s"}}}}
    {"custom_id":"r-2","response":{"status_code":429,"body":{"error":{"code":"rate_limit","message":"Try again in 5 s"}}}}
    {"custom_id":"批-3","response":{"status_code":400,"body":{"code":20015,"message":"参数\\u001b[2J错误","data":null}}}
    {"custom_id":"r-4","result":{"type":"expired"}}
    """

  private static func text(columns: Int?) -> String {
    let look = TextOutputStyle(charset: .unicode, isStyled: false)
    return PlainGroups(style: look, columns: columns).text(groups(file))
  }

  @Test func columnsAreAsWideAsTheirCells() {
    #expect(
      Self.text(columns: nil) == """
        COUNT  SHARE  STATUS  CODE        MESSAGE           FIRST ID
            2  50.0%  429     rate_limit  Try again in # s  r-1
            1  25.0%  400     20015       参数 [#J错误      批-3
            1  25.0%  –       expired     –                 r-4

        """)
  }

  @Test func messagesAreCutToTheTerminalAndIDsAreNot() {
    let long =
      #"{"custom_id":"r-1","error":{"message":"\#(String(repeating: "word ", count: 40))"}}"#
    let look = TextOutputStyle(charset: .unicode, isStyled: false)
    let lines = PlainGroups(style: look, columns: 80).text(Self.groups(long)).split(separator: "\n")
    #expect(lines.allSatisfy { $0.count <= 80 })
    #expect(lines[1].hasSuffix("…  r-1"))
    let narrow = PlainGroups(style: look, columns: 10).text(Self.groups(long))
    #expect(narrow.contains("r-1"))
  }

  @Test func nothingIsOnlyTheHeading() {
    let look = TextOutputStyle(charset: .unicode, isStyled: false)
    #expect(PlainGroups(style: look, columns: 80).text([]).split(separator: "\n").count == 1)
  }
}
