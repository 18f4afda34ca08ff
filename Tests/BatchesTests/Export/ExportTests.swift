import Batches
import Testing

@Suite struct ExportTests {
  private static func record(_ fields: String) throws -> String {
    String(decoding: BatchJSON(try decodeBatch(fields)).json(), as: UTF8.self)
  }

  @Test func writesEveryField() throws {
    let batch = try decodeBatch(
      """
      "model":"m","created_at":"1749023566.75","request_counts":{"total":"5","failed":1,"x":2},
      "status":"COMPLETED","errors":{"object":"list","data":[{"code":"c","line":3}]},"usage":{"t":1},
      "metadata":"{\\"name\\":\\"n\\"}","file_name":"批.jsonl","completed_at":0
      """)
    #expect(
      String(decoding: BatchJSON(batch).json(pretty: true), as: UTF8.self) == """
        {
          "id": "b",
          "object": null,
          "endpoint": null,
          "status": "COMPLETED",
          "errors": [
            {
              "code": "c",
              "line": 3
            }
          ],
          "input_file_id": null,
          "completion_window": null,
          "file_name": "批.jsonl",
          "output_file_id": null,
          "error_file_id": null,
          "created_at": 1749023566,
          "in_progress_at": null,
          "expires_at": null,
          "finalizing_at": null,
          "completed_at": null,
          "failed_at": null,
          "expired_at": null,
          "cancelling_at": null,
          "cancelled_at": null,
          "request_counts": {
            "total": 5,
            "completed": null,
            "failed": 1,
            "x": 2
          },
          "metadata": {
            "name": "n"
          },
          "model": "m",
          "usage": {
            "t": 1
          }
        }
        """)
  }

  @Test(arguments: [
    (
      #""errors":["a",{"message":"b"},{"message":"c","code":"x","line":1,"param":"p","t":[]}]"#,
      #""errors":["a","b",{"code":"x","message":"c","param":"p","line":1,"t":[]}]"#
    ),
    (#""errors":null"#, #""errors":[]"#),
    (#""errors":"a""#, #""errors":["a"]"#),
    // Of the wrong type: a text field keeps its value, a time or count is null.
    (#""endpoint":{"a":1}"#, #""endpoint":{"a":1}"#),
    (#""metadata":[1]"#, #""metadata":[1]"#),
    (#""created_at":"soon""#, #""created_at":null"#),
    (#""request_counts":"many""#, #""request_counts":null"#),
    (
      #""request_counts":{"total":"many","failed":1}"#,
      #""request_counts":{"total":null,"completed":null,"failed":1}"#
    ),
    (
      #""total":3,"completed":2,"failed":1"#,
      #""request_counts":{"total":3,"completed":2,"failed":1}"#
    ),
    (#""big":123456789012345678901234567890.5"#, #""big":123456789012345678901234567890.5"#),
    (#""x":"\u001b[31m\u009b\u202e""#, #""x":"\u001b[31m\u009b\u202e""#),
  ])
  func normalises(fields: String, written: String) throws {
    let record = try Self.record(fields)
    #expect(record.contains(written), "\(record)")
  }

  @Test(arguments: [
    #""status":"failed","errors":["a","b"],"x":[1,{"y":null}],"x":2"#,
    #""created_at":"2025-06-04T07:52:46Z","expires_at":"never","errors":{"data":[{"line":"x"}]}"#,
    #""request_counts":{"succeeded":3,"processing":1},"metadata":{"a":{"b":[]}},"endpoint":[1]"#,
    #""total":3,"completed":"2","error":{"message":"m"},"metadata":"text","file_name":7"#,
  ])
  func isReadAgainAsItWasWritten(fields: String) throws {
    let written = BatchJSON(try decodeBatch(fields)).json()
    let batch = try Batch(decoding: written)
    #expect(BatchJSON(batch).json() == written)
    #expect(try Batch(decoding: BatchJSON(batch).json()) == batch)
    // What is null is no different from what is absent.
    #expect(BatchJSON(try Batch(decoding: BatchJSON(batch).briefJSON())).json() == written)
    let page = try BatchPage(decoding: [ASCIIByte.open] + written + [ASCIIByte.close])
    #expect(page.batches == [batch])
  }

  @Test func theBriefFormHasOnlyWhatSaysSomething() throws {
    let batch = try decodeBatch(#""status":"failed","created_at":1,"errors":[],"x":null"#)
    #expect(
      String(decoding: BatchJSON(batch).briefJSON(), as: UTF8.self)
        == #"{"id":"\#(batch.id)","status":"failed","created_at":1,"x":null}"#)
  }

  private enum ASCIIByte {
    static let open = UInt8(ascii: "[")
    static let close = UInt8(ascii: "]")
  }

  @Test func writesCSVByTheStandard() throws {
    let batch = try decodeBatch(
      #""metadata":{"name":"a,\"b\"\nc"},"file_name":" x","error_file_id":"y ","endpoint":"\u001b[2J","errors":["e"],"#
        + #""created_at":5,"request_counts":{"total":1},"model":"m""#)
    let row = String(decoding: BatchCSV.row(batch), as: UTF8.self)
    #expect(
      row == "b,\"a,\"\"b\"\"\nc\",,\"\u{FFFD}[2J\",,,,\"y \",\" x\",5,,,,,,,,,1,,,\"[\"\"e\"\"]\","
        + #""{""name"":""a,\""b\""\nc""}","{""model"":""m""}""# + "\r\n")
    let header = String(decoding: BatchCSV.header, as: UTF8.self)
    #expect(header.hasPrefix("id,name,status,endpoint,"))
    #expect(header.hasSuffix("errors,metadata,extras\r\n"))
    #expect(Set(BatchCSV.columns).count == BatchCSV.columns.count)
  }

  @Test func aTableHasAsManyFieldsAsColumns() throws {
    let row = String(decoding: BatchCSV.row(Batch(id: "b")), as: UTF8.self)
    #expect(
      row.split(separator: ",", omittingEmptySubsequences: false).count
        == BatchCSV.columns.count)
  }

  @Test(arguments: BatchWriter.Format.allCases, [[], [1], [2, 0, 1]])
  func writesWholeDocuments(format: BatchWriter.Format, pages: [Int]) throws {
    var writer = BatchWriter(format)
    var document = writer.begin()
    for (number, count) in pages.enumerated() {
      document += writer.rows((0..<count).map { Batch(id: "p\(number)-\($0)") })
    }
    document += writer.end()
    let text = String(decoding: document, as: UTF8.self)
    let total = pages.reduce(0, +)
    switch format {
    case .json:
      #expect(try BatchPage(decoding: document).batches.count == total)
      #expect(text.hasSuffix("]\n"))
    case .jsonl:
      let lines = text.split(separator: "\n")
      #expect(lines.count == total)
      for line in lines { _ = try Batch(decoding: bytes(String(line))) }
    case .csv:
      #expect(text.split(separator: "\r\n").count == total + 1)
    }
  }
}
