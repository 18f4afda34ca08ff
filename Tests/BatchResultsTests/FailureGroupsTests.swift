import Batches
import Testing

@testable import BatchResults

@Suite struct FailureGroupsTests {
  private static func grouped(_ lines: [String], maximum: Int, withRest: Int) -> [FailureGroup] {
    var groups = FailureGroups(maximumGroups: maximum, maximumWithRest: withRest)
    var scanner = LineScanner()
    var splitter = LineSplitter()
    func add(_ line: Line) {
      let shape = scanner.scan(line)
      #expect(shape == .object)
      let facts = LineFacts(scanner)
      let number = groups.add(facts, scanner, line: line.number, offset: line.offset)
      let again = groups.number(of: facts, scanner)
      #expect(again == number)
    }
    bytes(lines.joined()).withUnsafeBufferPointer { splitter.feed($0, add) }
    splitter.finish(add)
    let (failures, counted) = (groups.failures, groups.groups.reduce(0) { $0 + $1.count })
    #expect(failures == lines.count)
    #expect(counted == lines.count)
    return groups.bySize
  }

  @Test func theLargestComesFirstAndEqualOnesInTheirOrder() {
    let groups = read(
      failure("a", "one") + failure("b", "two 2") + success("c") + failure("d", "two 3")
        + failure("e", "three")
    ).groups
    #expect(groups.map(\.count) == [2, 1, 1])
    #expect(groups.map(\.message) == ["two #", "one", "three"])
    #expect(groups[0].example == "two 2")
    #expect(groups[0].firstID == "b")
    #expect(groups[0].firstLine == 2)
    #expect(groups[0].firstOffset == failure("a", "one").utf8.count)
    #expect(groups[0].share(of: 4) == 0.5)
  }

  @Test func statusCodeAndOutcomeTellGroupsApart() {
    let lines = [
      failure("a", "m", status: 400), failure("b", "m", status: 500),
      #"{"custom_id":"c","error":{"code":"x","message":"m"}}"# + "\n",
      #"{"custom_id":"d","error":{"code":"y","message":"m"}}"# + "\n",
      #"{"custom_id":"e","error":{"code":"y"}}"# + "\n",
      #"{"custom_id":"f","result":{"type":"expired"}}"# + "\n",
      #"{"custom_id":"g","result":{"type":"canceled"}}"# + "\n",
    ]
    #expect(read(lines.joined()).groups.count == lines.count)
  }

  @Test func aMessageIsTheSameWithEscapesAndWithout() {
    let groups = read(
      failure("a", #"请求\"x\""#) + failure("b", #"\u8bf7\u6c42\u0022yy\u0022"#)
    ).groups
    #expect(groups.map(\.count) == [2])
    #expect(groups[0].message == #"请求"x""# || groups[0].message == #"请求"…""#)
  }

  @Test func whatComesAfterTheLimitIsCountedByItsCode() {
    func number(_ index: Int) -> String { String(repeating: "z", count: index + 1) }
    var lines = (0..<5).map { failure("\($0)", number($0)) }
    lines += (5..<9).map { failure("\($0)", number($0), status: 500) }
    lines += (9..<12).map { failure("\($0)", number($0), status: 501) }
    lines += (12..<14).map { failure("\($0)", number($0), status: 502) }
    lines.append(failure("14", number(0)))
    let groups = Self.grouped(lines, maximum: 4, withRest: 7)
    #expect(groups.map(\.count) == [2, 1, 1, 1, 4, 1, 5])
    let rests: [FailureGroup.Rest?] = [nil, nil, nil, nil, .otherMessages, .otherMessages, .others]
    #expect(groups.map(\.rest) == rests)
    #expect(FailureGroup.merging([groups, []]).map(\.rest) == rests)
    #expect(groups.first { $0.rest == .otherMessages }?.statusCode == 500)
    #expect(groups.first { $0.rest == .others }?.statusCode == nil)
  }

  @Test(arguments: 0..<20) func membersAreFoundAgain(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var lines: [String] = []
    for index in 0..<400 {
      switch Int.random(in: 0..<6, using: &random) {
      case 0: lines.append(success("\(index)"))
      case 1: lines.append("broken\n")
      case 2: lines.append("\n")
      default:
        let cause = String(repeating: "q", count: Int.random(in: 1...90, using: &random))
        lines.append(failure("\(index)", cause))
      }
    }
    let file = bytes(lines.joined())
    var reader = ResultReader(stretches: Stretches(bytes: 200, maximumCount: 16))
    for chunk in randomChunks(of: file, &random) {
      chunk.withUnsafeBufferPointer { reader.feed($0) }
    }
    reader.finish()
    let count = reader.stretches.count
    #expect(count <= 16)
    for group in reader.groups {
      var found: [FoundLine] = []
      for stretch in reader.stretches(of: .group(group.number)) {
        file[stretch.offset..<stretch.end].withUnsafeBufferPointer { bytes in
          reader.lines(of: .group(group.number), in: stretch, bytes) { found.append($0) }
        }
      }
      #expect(found.count == group.count)
      #expect(found.map(\.number) == found.map(\.number).sorted())
      let first = try #require(found.first)
      #expect(first.number == group.firstLine)
      #expect(first.offset == group.firstOffset)
      #expect(first.id == group.firstID)
      for line in found {
        #expect(
          bytes(lines[line.number - 1]) == Array(file[line.offset..<line.offset + line.length + 1]))
      }
    }
  }
}
