/// The jump to the next problem while it is being searched in the background.
struct ProblemJump: Sendable, Hashable {
  private var job = LatestJob()
  private(set) var isForward = true

  var isUnderWay: Bool { job.isUnderWay }

  /// - Returns: the number of the search that begins.
  mutating func begin(isForward: Bool) -> Int {
    self.isForward = isForward
    return job.begin()
  }

  /// The result of a search has come.
  /// - Returns: false where it is no longer waited for.
  mutating func finish(_ number: Int) -> Bool { job.finish(number) }

  mutating func cancel() { job.cancel() }
}
