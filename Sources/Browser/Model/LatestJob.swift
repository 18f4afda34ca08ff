/// A job in the background, of which only the latest one is waited for.
struct LatestJob: Sendable, Hashable {
  /// Of the job under way; nil when none is.
  private(set) var number: Int?
  private var numbers = JobNumbers()

  var isUnderWay: Bool { number != nil }

  /// - Returns: the number of the job that begins.
  mutating func begin() -> Int {
    let new = numbers.next()
    number = new
    return new
  }

  /// The result of a job has come.
  /// - Returns: false where it is no longer waited for.
  mutating func finish(_ number: Int) -> Bool {
    guard number == self.number else { return false }
    self.number = nil
    return true
  }

  /// The job under way is no longer wanted.
  mutating func cancel() { number = nil }
}
