import Testing

@testable import Batches

@Suite struct RecordWriterTests {
  private func document(_ format: BatchWriter.Format, _ records: [[JSONValue]]) -> String {
    var writer = RecordWriter(format, [RecordField("id", .text), RecordField("n", .anything)])
    var bytes = writer.begin()
    for record in records { bytes += writer.rows([record]) }
    return String(decoding: bytes + writer.end(), as: UTF8.self)
  }

  private let records: [[JSONValue]] = [
    [.string("a,\"b\"\u{1B}"), .number("1")], [.null, .array([.string("x")])],
  ]

  @Test func writesEveryFormat() {
    #expect(
      document(.json, records)
        == "[\n{\"id\":\"a,\\\"b\\\"\\u001b\",\"n\":1},\n{\"id\":null,\"n\":[\"x\"]}\n]\n")
    #expect(
      document(.jsonl, records)
        == "{\"id\":\"a,\\\"b\\\"\\u001b\",\"n\":1}\n{\"id\":null,\"n\":[\"x\"]}\n")
    #expect(
      document(.csv, records)
        == "id,n\r\n\"a,\"\"b\"\"\u{FFFD}\",1\r\n,\"[\"\"x\"\"]\"\r\n")
  }

  @Test func isWholeWithoutRecords() {
    #expect(document(.json, []) == "[]\n")
    #expect(document(.jsonl, []) == "")
    #expect(document(.csv, []) == "id,n\r\n")
  }
}
