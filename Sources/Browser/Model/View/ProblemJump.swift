/// The jump to the next problem while it is being searched in the background.
struct ProblemJump: Sendable, Hashable {
  /// Of the search under way; nil when none is.
  private var number: Int?
  /// Searches begun so far.
  private var begun = 0
  private(set) var isForward = true

  var isUnderWay: Bool { number != nil }

  /// - Returns: the number of the search that begins.
  mutating func begin(isForward: Bool) -> Int {
    begun += 1
    number = begun
    self.isForward = isForward
    return begun
  }

  /// The result of a search has come.
  /// - Returns: false where nobody waits for it any more.
  mutating func finish(_ number: Int) -> Bool {
    guard number == self.number else { return false }
    self.number = nil
    return true
  }

  mutating func cancel() { number = nil }
}
