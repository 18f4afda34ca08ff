import Batches
import Testing

@testable import BatchResults

@Suite struct GroupReportTests {
  private static let report = GroupReport(
    read(
      failure("a|1", "limit, 5\\t|") + failure("b", "limit, 6\\t|") + failure("c", "*no*")
        + #"{"error":{"code":"=x"}}"#
    ).groups)

  private static func text(_ format: GroupReport.Format) -> String {
    String(decoding: report.bytes(format), as: UTF8.self)
  }

  @Test func csv() {
    #expect(
      Self.text(.csv)
        == [
          "count,share,outcome,status_code,error_code,message,example,line,custom_id",
          "2,0.5,failed,400,,\"limit, # |\",\"limit, 5\t|\",1,a|1",
          "1,0.25,failed,400,,*no*,*no*,3,c", "1,0.25,failed,,=x,,,4,", "",
        ].joined(separator: "\r\n"))
  }

  @Test func jsonAndLines() throws {
    let json = try #require(JSONValue(parsing: Self.report.bytes(.json)))
    guard case .array(let groups) = json else {
      Issue.record("no list")
      return
    }
    let lines = Self.text(.jsonl).split(separator: "\n").map {
      JSONValue(parsing: bytes(String($0)))
    }
    #expect(lines == groups)
    #expect(
      Self.text(.jsonl).split(separator: "\n").first
        == #"{"count":2,"share":0.5,"outcome":"failed","status_code":400,"error_code":null,"message":"limit, # |","example":"limit, 5\t|","line":1,"custom_id":"a|1"}"#
    )
    #expect(GroupReport([]).bytes(.json) == bytes("[]\n"))
    #expect(GroupReport([]).bytes(.jsonl).isEmpty)
  }

  @Test func markdownCellsStayCells() {
    let lines = Self.text(.markdown).split(separator: "\n")
    #expect(lines.count == 5)
    #expect(lines[2] == #"| 2 | 0.5 | failed | 400 |  | limit, # \| | limit, 5 \| | 1 | a\|1 |"#)
    #expect(lines[3].contains(#"\*no\*"#))
  }
}
