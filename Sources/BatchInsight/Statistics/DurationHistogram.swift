/// Spans of time, counted so that their median is known at any moment: adding and removing one
/// takes a constant time, whatever was counted before.
///
/// Up to 2,047 s each second has a counter of its own; beyond, the counters of an octave stand
/// 1/1024 of its beginning apart. A median is therefore exact to 34 minutes, and off by at most
/// 0.05 % above. All spans beyond 17 years count as 17 years.
struct DurationHistogram: Sendable, Hashable {
  private static let fineBits = 10
  private static let fine = 1 << fineBits
  /// Of the longest span.
  private static let mostBits = 29
  private static let longest = (1 << mostBits) - 1
  private static let rowCount = mostBits - fineBits + 1

  /// A row of `fine` counters, and how many spans it holds.
  private struct Row: Sendable, Hashable {
    var count = 0
    /// Empty where it counts none: most rows never see one.
    var counters: [UInt32] = []
  }

  /// The first row holds what is shorter than 1024 s, every further one an octave.
  private var rows = [Row](repeating: Row(), count: Self.rowCount)
  private(set) var count = 0

  /// - Parameter seconds: negative counts as zero.
  mutating func add(_ seconds: Int) {
    let (row, column) = Self.counter(of: seconds)
    if rows[row].counters.isEmpty {
      rows[row].counters = [UInt32](repeating: 0, count: Self.fine)
    }
    rows[row].counters[column] += 1
    rows[row].count += 1
    count += 1
  }

  /// Takes away a span that was added before; nothing happens for one that was not.
  mutating func remove(_ seconds: Int) {
    let (row, column) = Self.counter(of: seconds)
    guard !rows[row].counters.isEmpty, rows[row].counters[column] > 0 else { return }
    rows[row].counters[column] -= 1
    rows[row].count -= 1
    if rows[row].count == 0 { rows[row].counters = [] }
    count -= 1
  }

  /// In seconds; the mean of the two in the middle for an even number. Nil without any.
  var median: Int? {
    guard count > 0 else { return nil }
    return (value(atRank: (count - 1) / 2) + value(atRank: count / 2)) / 2
  }

  private func value(atRank rank: Int) -> Int {
    var left = rank
    var row = 0
    while row < Self.rowCount - 1, left >= rows[row].count {
      left -= rows[row].count
      row += 1
    }
    var column = 0
    while column < Self.fine - 1, left >= Int(rows[row].counters[column]) {
      left -= Int(rows[row].counters[column])
      column += 1
    }
    return Self.middle(row: row, column: column)
  }

  private static func counter(of seconds: Int) -> (row: Int, column: Int) {
    let seconds = min(max(0, seconds), longest)
    guard seconds >= fine else { return (0, seconds) }
    let octave = Int.bitWidth - 1 - seconds.leadingZeroBitCount - fineBits
    return (octave + 1, (seconds >> octave) - fine)
  }

  /// The second in the middle of those that a counter counts.
  private static func middle(row: Int, column: Int) -> Int {
    guard row > 0 else { return column }
    let octave = row - 1
    return ((column + fine) << octave) + ((1 << octave) - 1) / 2
  }
}
