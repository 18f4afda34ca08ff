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
  private static let rows = mostBits - fineBits + 1

  /// How many spans stand in a row of `fine` counters, and in each counter. The first row holds
  /// what is shorter than 1024 s, every further one an octave.
  private var rowCounts = [Int](repeating: 0, count: Self.rows)
  private var counts = [UInt32](repeating: 0, count: Self.rows * Self.fine)
  private(set) var count = 0

  /// - Parameter seconds: negative counts as zero.
  mutating func add(_ seconds: Int) {
    let index = Self.index(of: seconds)
    counts[index] += 1
    rowCounts[index >> Self.fineBits] += 1
    count += 1
  }

  /// Takes away a span that was added before; nothing happens for one that was not.
  mutating func remove(_ seconds: Int) {
    let index = Self.index(of: seconds)
    guard counts[index] > 0 else { return }
    counts[index] -= 1
    rowCounts[index >> Self.fineBits] -= 1
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
    while row < Self.rows - 1, left >= rowCounts[row] {
      left -= rowCounts[row]
      row += 1
    }
    var index = row << Self.fineBits
    while index < counts.count - 1, left >= Int(counts[index]) {
      left -= Int(counts[index])
      index += 1
    }
    return Self.middle(ofCounter: index)
  }

  private static func index(of seconds: Int) -> Int {
    let seconds = min(max(0, seconds), longest)
    guard seconds >= fine else { return seconds }
    let octave = Int.bitWidth - 1 - seconds.leadingZeroBitCount - fineBits
    return ((octave + 1) << fineBits) + (seconds >> octave) - fine
  }

  private static func middle(ofCounter index: Int) -> Int {
    let row = index >> fineBits
    guard row > 0 else { return index }
    let octave = row - 1
    let first = ((index & (fine - 1)) + fine) << octave
    return first + ((1 << octave) - 1) / 2
  }
}
