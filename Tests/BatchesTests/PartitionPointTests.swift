import Batches
import Testing

@Suite struct PartitionPointTests {
  @Test func findsTheFirstNumberThatIsNotBefore() {
    for upper in 0...9 {
      for boundary in -2...11 {
        let found = (0..<upper).partitionPoint { $0 < boundary }
        #expect(found == min(max(boundary, 0), upper))
      }
    }
  }
}
