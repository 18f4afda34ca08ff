/// Numbers jobs in the background, so that the result of one is not taken for that of another.
struct JobNumbers: Sendable, Hashable {
  /// The number that was given last; 0 before the first.
  private(set) var last = 0

  mutating func next() -> Int {
    last += 1
    return last
  }
}
