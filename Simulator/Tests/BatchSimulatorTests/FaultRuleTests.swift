import Testing

@testable import BatchSimulator

@Suite struct FaultRuleTests {
  @Test(
    arguments: [
      ("429", .rateLimited, 1), ("429:0.25", .rateLimited, 0.25), ("odd:0", .odd, 0),
      ("429-retry-after:1", .rateLimitedWithWait, 1), ("no-has-more", .withoutHasMore, 1),
    ] as [(String, Fault, Double)])
  func nameWithOrWithoutARate(text: String, fault: Fault, rate: Double) {
    #expect(FaultRule(text) == FaultRule(fault, rate: rate))
  }

  @Test(arguments: [
    "", "nix", "429:", "429:x", "429:1.5", "429:-1", "429:nan", "429:1:1", ":1", "ODD",
  ])
  func anythingElseIsRefused(text: String) {
    #expect(FaultRule(text) == nil)
  }

  @Test(arguments: [0, 0.1, 0.5, 1])
  func rateIsThePartOfAffectedRequests(rate: Double) {
    let rules = [FaultRule(.reset, rate: rate)]
    let struck = (0..<2_000).filter { rules.fault(forRequest: $0, seed: 4) != nil }.count
    #expect(abs(Double(struck) / 2_000 - rate) < 0.04)
    #expect(rate != 1 || struck == 2_000)
    #expect(rate != 0 || struck == 0)
  }

  @Test func sameSeedAffectsTheSameRequests() {
    func struck(_ seed: UInt64, _ rules: [FaultRule]) -> [Int] {
      (0..<500).filter { rules.fault(forRequest: $0, seed: seed) == .html }
    }
    let half = [FaultRule(.html, rate: 0.5)]
    #expect(struck(1, half) == struck(1, half))
    #expect(struck(1, half) != struck(2, half))
    #expect(struck(1, half + [FaultRule(.odd, rate: 0.5)]) == struck(1, half))
  }

  @Test func firstMatchingRuleApplies() {
    let rules = [FaultRule(.overloaded, requests: 0..<2), FaultRule(.rateLimited, requests: 1..<3)]
    let faults = (0..<4).map { rules.fault(forRequest: $0, seed: 1) }
    #expect(faults == [.overloaded, .overloaded, .rateLimited, nil])
  }
}
