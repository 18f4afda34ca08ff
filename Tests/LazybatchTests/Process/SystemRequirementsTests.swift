import Testing

@testable import lazybatch

@Suite struct SystemRequirementsTests {
  @Test func withoutArgumentsNothingRuns() {
    #expect(SystemRequirements.lack(arguments: [])?.contains("/proc") == true)
    #expect(SystemRequirements.lack(arguments: ["lazybatch"]) == nil)
  }

  @Test func threadsAreTriedOut() {
    #expect(SystemRequirements.canStartThreads(0))
    #expect(SystemRequirements.canStartThreads(6))
  }

  @Test func memoryIsTriedOut() {
    #expect(SystemRequirements.canUseMemory(1 << 20))
    #expect(!SystemRequirements.canUseMemory(1 << 62))
  }
}
