/// Which of a batch's requests stand in which of its files, and in which order.
///
/// They end in an order of their own: the first of it failed, the next succeeded, and those at its end are
/// missing where the batch ended early.
struct RequestOrder: Sendable, Hashable {
  let total: Int
  let completed: Int
  let failed: Int
  private let factor: Int
  private let shift: Int

  init(total: Int, completed: Int, failed: Int, dice: inout Dice) {
    self.total = total
    self.completed = completed
    self.failed = failed
    var factor = dice.whole(1...max(1, total - 1))
    // Only such a factor reaches every request.
    while Self.commonDivisor(factor, total) > 1 { factor += 1 }
    self.factor = factor
    shift = dice.whole(0...max(0, total - 1))
  }

  /// The request at a place of the order, from 0.
  private func request(at place: Int) -> Int {
    (place * factor + shift) % max(1, total)
  }

  func failedRequest(_ line: Int) -> Int { request(at: line) }

  func completedRequest(_ line: Int) -> Int { request(at: failed + line) }

  private static func commonDivisor(_ one: Int, _ other: Int) -> Int {
    other == 0 ? one : commonDivisor(other, one % other)
  }
}
