import Batches

/// Reading the list to its end (`L`): how far it is, and how fast.
struct LoadAllProgress: Sendable, Hashable {
  /// A rate of less than this, in seconds, is no rate yet.
  private static let leastSeconds = 0.5

  /// Seconds since 1970.
  let startedAt: Double
  private(set) var pages = 0
  /// New rows that the pages brought.
  private(set) var rows = 0

  init(startedAt: Double) {
    self.startedAt = startedAt
  }

  mutating func add(newRows: Int) {
    pages += 1
    rows += newRows
  }

  /// Rows a second since the start; nil while too little time has passed.
  func rate(now: Double) -> Int? {
    let seconds = now - startedAt
    guard seconds >= Self.leastSeconds else { return nil }
    return Int((Double(rows) / seconds).rounded())
  }
}
