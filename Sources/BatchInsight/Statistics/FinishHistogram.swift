import Batches

/// How many of the loaded batches ended in each hour, kept up as batches come, change and go; a
/// batch is counted in a constant time.
package struct FinishHistogram: Sendable, Hashable {
  /// Counts by hours since 1970 in UTC.
  private var hours: [Int: Int] = [:]

  package static let hour = 3600

  /// When the hour of a moment began, in seconds since 1970: the latest spans are the same until the
  /// next one.
  package static func beginning(ofHourAt second: Int) -> Int { second - second % hour }

  mutating func add(_ batch: Batch) { count(batch, by: 1) }

  /// Takes out a batch as it was added.
  mutating func remove(_ batch: Batch) { count(batch, by: -1) }

  private mutating func count(_ batch: Batch, by step: Int) {
    guard let end = batch.endedAt, end > 0 else { return }
    let count = (hours[end / Self.hour] ?? 0) + step
    hours[end / Self.hour] = count == 0 ? nil : count
  }

  package var isEmpty: Bool { hours.isEmpty }

  /// Spans that are counted together.
  package enum Unit: Sendable, Hashable {
    case hour, day

    var hours: Int { self == .hour ? 1 : 24 }
    /// In words, after "ended per".
    package var label: String { self == .hour ? "hour" : "day" }
    /// As spans of time are written.
    package var sign: String { self == .hour ? "h" : "d" }
  }

  /// The counts of the latest spans, the oldest first and the running one last. A day is 24 hours
  /// up to the end of the running one, so that it means the same in every zone.
  /// - Parameter now: seconds since 1970 in UTC.
  package func latest(_ count: Int, _ unit: Unit, now: Int) -> [Int] {
    let running = now / Self.hour
    return (0..<max(0, count)).reversed().map { age in
      let last = running - age * unit.hours
      return (0..<unit.hours).reduce(0) { $0 + (hours[last - $1] ?? 0) }
    }
  }
}
