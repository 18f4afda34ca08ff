import Testing

@testable import Batches

@Suite struct NameTableTests {
  private let table = NameTable([("id", 1), ("ab", 2), ("abc", 3), ("abcdefghij", 4)])

  @Test(
    arguments: [
      ("id", 1), ("ab", 2), ("abc", 3), ("abcdefghij", 4), ("", nil), ("a", nil), ("ac", nil),
      ("abd", nil), ("abcd", nil), ("abcdefghik", nil), ("abcdefghijk", nil), ("ID", nil),
    ] as [(String, Int?)])
  func namesAreFoundWhole(name: String, value: Int?) {
    #expect(table[Array(name.utf8)] == value)
  }

  @Test func escapedNamesAreFoundToo() throws {
    let batch = try Batch(decoding: Array(#"{"\u0069d":"b1","st\u0061tus":"failed"}"#.utf8))
    #expect(batch.id == "b1")
    #expect(batch.status.meaning == .failed)
  }
}
