import Batches
import TestSupport
import Testing

@testable import BatchStore

@Suite struct PackedRowsTests {
  @Test(arguments: 0..<8 as Range<UInt64>)
  func givesBackWhatWasPacked(seed: UInt64) {
    var odd = OddBatches(seed: seed)
    let batches = (0..<100).map { _ in odd.batch(odd.text()) }
    let rows = PackedRows(batches, vocabulary: Vocabulary())
    #expect(rows.count == batches.count)
    for (offset, batch) in batches.enumerated() {
      #expect(rows[offset].bytes == batch.bytes)
      // What is not exported.
      #expect(rows[offset] == batch)
      #expect(rows.status(offset) == batch.status)
      #expect(rows.hasID(batch.id, offset))
      #expect(!rows.hasID(batch.id + "x", offset))
    }
  }

  @Test(arguments: SampleBatches.all)
  func givesBackWhatServersSend(_ batch: Batch) {
    #expect(PackedRows([batch], vocabulary: Vocabulary())[0].bytes == batch.bytes)
  }

  @Test func knowsAnIDByItsBytes() {
    let rows = PackedRows([Batch(id: "e\u{301}")], vocabulary: Vocabulary())
    #expect(rows.hasID("e\u{301}", 0))
    #expect(!rows.hasID("\u{E9}", 0))
  }

  /// Against an array of batches.
  @Test(arguments: 0..<8 as Range<UInt64>)
  func replacesRows(seed: UInt64) {
    var odd = OddBatches(seed: seed)
    var batches = (0..<20).map { odd.batch("b\($0)") }
    var rows = PackedRows(batches, vocabulary: Vocabulary())
    for _ in 0..<60 {
      let offset = Int.random(in: 0..<20, using: &odd.random)
      let batch = odd.batch("b\(offset)")
      let before = rows.replace(offset, with: batch)
      #expect(before?.bytes == (batches[offset].bytes == batch.bytes ? nil : batches[offset].bytes))
      batches[offset] = batch
    }
    #expect((0..<20).map { rows[$0].bytes } == batches.map(\.bytes))
  }

  static let changes: [(String, @Sendable (inout Batch) -> Void)] = [
    ("status", { $0.status = BatchStatus("Completed") }),
    ("a time", { $0.times[.expires] = 5 }),
    ("a time that goes", { $0.times[.created] = nil }),
    ("counts", { $0.counts = RequestCounts() }),
    ("a percentage", { $0.counts = RequestCounts(percent: 5) }),
    ("terms", { $0.terms = BatchTerms(deadline: .target) }),
    ("that files are named", { $0.namesFiles = false }),
    ("the meaning of a status", { $0.status = BatchStatus($0.status.text, meaning: .cancelling) }),
    ("no endpoint", { $0.endpoint = nil }),
    ("an empty endpoint", { $0.endpoint = "" }),
    ("a file", { $0.outputFileID = "file-1" }),
    ("an error", { $0.errors = [BatchError(message: "")] }),
    ("the order of metadata", { $0.metadata.reverse() }),
    ("an accent in another way", { $0.fileName = "\u{E9}" }),
    ("an extra", { $0.extras = [JSONMember("a", .null)] }),
  ]

  @Test(arguments: changes.indices)
  func hearsOfEveryDifference(_ index: Int) {
    var batch = Batch(
      id: "b", status: BatchStatus("completed"), times: Timestamps([.created: 1]),
      endpoint: "/v1", fileName: "e\u{301}",
      metadata: [JSONMember("a", .number("1")), JSONMember("b", .number("2"))])
    var rows = PackedRows([batch], vocabulary: Vocabulary())
    #expect(rows.replace(0, with: batch) == nil)
    Self.changes[index].1(&batch)
    #expect(rows.replace(0, with: batch) != nil, "\(Self.changes[index].0)")
    #expect(rows.replace(0, with: batch) == nil)
  }

  @Test func takesAPart() {
    let batches = (0..<10).map { Batch(id: "b\($0)", endpoint: "/v1/\($0)") }
    let rows = PackedRows(batches, vocabulary: Vocabulary())
    for range in [0..<10, 0..<3, 3..<10, 4..<4, 0..<0, 10..<10] {
      let part = rows[range]
      #expect((0..<part.count).map { part[$0] } == Array(batches[range]))
    }
  }

  /// Words beyond the vocabulary's room are kept as well.
  @Test func takesMoreWordsThanTheVocabulary() {
    let most = Vocabulary.mostWords
    let batches = (0..<3 * most).map {
      Batch(id: "b\($0)", status: BatchStatus("s\($0)"), endpoint: "e\($0)")
    }
    var rows = PackedRows(batches, vocabulary: Vocabulary())
    #expect(rows.vocabulary.words.count == most)
    #expect(rows.vocabulary.statuses.count == most)
    #expect((0..<rows.count).map { rows[$0] } == batches)
    #expect(rows.replace(2 * most, with: batches[2 * most]) == nil)
  }

  /// The reason for all of this: API.md's fields, as SiliconFlow sends them.
  @Test func aRowTakesLessThanHalfOfItsJSON() {
    let batches = (0..<100).map { Fixture.batch($0) } + SampleBatches.all
    let rows = PackedRows(batches, vocabulary: Vocabulary())
    let json = batches.reduce(0) { $0 + BatchJSON($1).json().count }
    #expect(rows.bytes.count * 2 < json)
  }
}
