import Batches
import Testing

@testable import BatchResults

@Suite struct ReconciliationTests {
  private static func reconcile(
    _ files: [String], input: String? = nil, lineCount: Int? = nil, counts: RequestCounts? = nil
  ) -> Reconciliation {
    let ids = requestIDs(results: files, input: input)
    var lines: Int?
    if let input {
      var reader = InputReader()
      var others = RequestIDs()
      bytes(input).withUnsafeBufferPointer { reader.feed($0, ids: &others) }
      reader.finish(ids: &others)
      lines = reader.requests
    }
    return Reconciliation(
      files.map { read($0).summary }, ids: ids,
      expected: .init(inputLines: lines, lineCount: lineCount, counts: counts))
  }

  @Test func missingRequestsStandInNeitherFile() {
    let result = Self.reconcile(
      [success("a") + success("b"), failure("c")],
      input: ["a", "b", "c", "d", "e"].map(request).joined())
    #expect(result.succeeded == 2)
    #expect(result.failed == 1)
    #expect(result.missing == 2)
    #expect(result.total == 5)
    #expect(result.problems.isEmpty)
  }

  /// Anthropic counts those that expired or were cancelled apart from those that failed.
  @Test(arguments: [1, 3]) func failuresThatTheServerCountsApart(says: Int) {
    let results =
      failure("a")
      + ["b", "c"].map { #"{"custom_id":"\#($0)","result":{"type":"expired"}}"# + "\n" }.joined()
    let input = ["a", "b", "c"].map(request).joined()
    let counts = RequestCounts(total: 3, completed: 0, failed: says)
    #expect(Self.reconcile([results], input: input, counts: counts).problems.isEmpty)
    let other = RequestCounts(total: 3, completed: 0, failed: 2)
    #expect(
      Self.reconcile([results], input: input, counts: other).problems
        == [.failedDiffers(counted: 3, serverSays: 2)])
  }

  @Test func withoutTheInputTheServersTotalTells() {
    let result = Self.reconcile([success("a")], lineCount: 3)
    #expect(result.missing == 2)
    #expect(result.problems.isEmpty)
    #expect(Self.reconcile([success("a")]).missing == nil)
    #expect(Self.reconcile([success("a")]).total == nil)
  }

  @Test(
    arguments: [
      ([success("a") + success("a")], request("a"), nil, [.duplicateResults(1)]),
      (
        [success("a"), failure("a")], request("a"), nil,
        [.duplicateResults(1), .succeededAndFailed(1)]
      ),
      (
        [success("a")], request("a") + request("a"), nil,
        [.duplicateInputs(1), .totalDiffers(counted: 1, expected: 2)]
      ),
      (
        [success("a") + success("x")], request("a"), nil,
        [.notAskedFor(1), .totalDiffers(counted: 2, expected: 1)]
      ),
      (
        ["{\"error\":\"m\"}\n"], request("a"), nil,
        [.withoutID(1), .totalDiffers(counted: 2, expected: 1)]
      ),
      ([success("a") + "oops\n"], request("a"), nil, [.unreadableLines(1)]),
      (
        [success("a")], request("a"), RequestCounts(total: 2, completed: 2, failed: 1),
        [
          .inputDiffers(lines: 1, serverSays: 2), .succeededDiffers(counted: 1, serverSays: 2),
          .failedDiffers(counted: 0, serverSays: 1),
        ]
      ),
    ] as [([String], String, RequestCounts?, [Reconciliation.Problem])])
  func whatDoesNotFitIsNamed(
    files: [String], input: String, counts: RequestCounts?, problems: [Reconciliation.Problem]
  ) {
    #expect(Self.reconcile(files, input: input, counts: counts).problems == problems)
  }

  @Test func aRequestWhoseLineBreaksOffIsNotMissing() {
    let result = Self.reconcile(
      [success("a") + #"{"custom_id":"b","resp"# + "\n"], input: request("a") + request("b"))
    #expect(result.damaged == 1)
    #expect(result.missing == 0)
    #expect(result.problems == [.unreadableLines(1)])
  }

  @Test func anErrorFileWithoutFailuresAndOneEqualToTheOutput() {
    let output = success("a") + success("b")
    let input = request("a") + request("b")
    #expect(Self.reconcile([output, ""], input: input).problems.isEmpty)
    let same = Self.reconcile([output, output], input: input)
    #expect(same.succeeded == 2)
    #expect(same.problems == [.duplicateResults(2)])
  }

  @Test func moreIDsThanTheLimitAreTold() {
    var ids = RequestIDs(maximumCount: 100)
    for index in 0..<101 { ids.add(hash: SplitMix64.mixed(UInt64(index + 1)), .succeeded) }
    let (isFull, count) = (ids.isFull, ids.count)
    #expect(isFull)
    #expect(count == 100)
    var summary = ResultSummary()
    summary.succeeded = 101
    let result = Reconciliation([summary], ids: ids, expected: .init(lineCount: 101))
    #expect(result.missing == nil)
    #expect(result.succeeded == 101)
    #expect(result.problems == [.tooManyIDs])
  }

  @Test(arguments: 0..<20) func placesAreThoseOfASet(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var ids = RequestIDs()
    var expected: [String: RequestIDs.Places] = [:]
    let places: [RequestIDs.Places] = [.succeeded, .failed, .damaged, .input]
    for _ in 0..<3000 {
      let id = "id-\(Int.random(in: 0..<1500, using: &random))"
      let place = places[Int.random(in: 0..<4, using: &random)]
      ids.add(hash: bytes(id).withUnsafeBufferPointer(ByteHash.of), place)
      expected[id, default: []].insert(place)
    }
    let count = ids.count
    #expect(count == expected.count)
    for index in 0..<1500 {
      let found = ids.places(of: "id-\(index)")
      #expect(found == expected["id-\(index)"] ?? [])
    }
    for seen in places {
      let all = ids.count(in: seen)
      let some = ids.count(in: seen, notIn: .failed)
      #expect(all == expected.values.count { $0.contains(seen) })
      #expect(some == expected.values.count { $0.contains(seen) && !$0.contains(.failed) })
    }
  }
}
