import Batches
import Testing

@testable import BatchResults

/// Requests of the input that are in no result file.
@Suite struct MissingTests {
  private static func missing(_ input: String, results: [String], chunk: Int) -> [String] {
    let ids = requestIDs(results: results)
    var own = RequestIDs()
    var reader = InputReader()
    var found: [String] = []
    for part in chunks(of: bytes(input), chunk) {
      part.withUnsafeBufferPointer { part in
        reader.feed(part, ids: &own, results: ids) { found.append("\($0.line) \($0.id)") }
      }
    }
    reader.finish(ids: &own, results: ids) { found.append("\($0.line) \($0.id)") }
    return found
  }

  @Test(arguments: [1, 7, 10_000])
  func eachOnceAndInTheOrderOfTheInput(chunk: Int) {
    let input = ["a", "b", "c", "b", "d"].map(request).joined() + "\n{\"custom_id\":\"e\"}"
    #expect(
      Self.missing(input, results: [success("a"), failure("d")], chunk: chunk)
        == ["2 b", "3 c", "7 e"])
    #expect(
      Self.missing(input, results: [#"{"custom_id":"b","resp"# + "\n"], chunk: chunk)
        == ["1 a", "3 c", "5 d", "7 e"])
  }

  @Test func aUnionIsWhatOneSetWouldHaveNoted() {
    let files = [success("a") + success("a") + success("b"), failure("a") + failure("c")]
    var union = RequestIDs()
    for file in files { union.formUnion(requestIDs(results: [file])) }
    union.formUnion(requestIDs(results: [], input: request("a") + request("x") + request("x")))
    let whole = requestIDs(results: files, input: request("a") + request("x") + request("x"))
    for id in ["a", "b", "c", "x", "y"] {
      let (one, other) = (union.places(of: id), whole.places(of: id))
      #expect(one == other, "\(id)")
    }
    let (one, other) = (
      [union.count, union.duplicateResults, union.duplicateInputs],
      [whole.count, whole.duplicateResults, whole.duplicateInputs]
    )
    #expect(one == other)
  }

  @Test func groupsOfSeveralFilesAreOneList() {
    let groups = FailureGroup.merging([
      read(failure("a", "limit 1") + failure("b", "other")).groups,
      read(failure("c", "limit 2") + failure("d", "limit 3") + failure("e", "new")).groups,
    ])
    #expect(groups.map(\.message) == ["limit #", "other", "new"])
    #expect(groups.map(\.count) == [3, 1, 1])
    #expect(groups.map(\.firstID) == ["a", "b", "e"])
  }
}
