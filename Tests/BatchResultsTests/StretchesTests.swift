import Testing

@testable import BatchResults

@Suite struct StretchesTests {
  @Test func memoryDoesNotGrowWithTheFile() {
    var stretches = Stretches(bytes: 100, maximumCount: 8)
    for line in 0..<10_000 {
      stretches.add(offset: line * 50, length: 49, line: line + 1, group: line % 3)
    }
    #expect(stretches.count <= 8)
    let all = stretches.stretches(of: 1)
    #expect(all.first?.offset == 0)
    #expect(all.last?.end == 9_999 * 50 + 49)
    for (one, next) in zip(all, all.dropFirst()) {
      #expect(one.end < next.offset)
      #expect(next.linesBefore == next.offset / 50)
    }
  }

  @Test func onlyStretchesWithTheGroupAreRead() {
    var stretches = Stretches(bytes: 100, maximumCount: 100)
    for line in 0..<20 {
      stretches.add(offset: line * 100, length: 99, line: line + 1, group: line == 13 ? 65 : 0)
    }
    #expect(stretches.stretches(of: 65).map(\.offset) == [1300])
    // Groups 64 apart share a bit.
    #expect(stretches.stretches(of: 1).map(\.offset) == [1300])
    #expect(stretches.stretches(of: 2).isEmpty)
  }
}
