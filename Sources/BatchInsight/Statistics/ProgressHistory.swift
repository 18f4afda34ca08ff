import BatchStore
import Batches

/// How far a batch was at some time.
package struct ProgressSample: Sendable, Hashable {
  /// Seconds since 1970 at which it was asked.
  var time: Double
  /// Requests that had ended, well or badly.
  var done: Int

  /// - Returns: nil where the counts are not a part of a whole.
  init?(at row: BatchRow) {
    guard let counts = row.batch.counts, counts.countedFraction != nil else { return nil }
    let (done, overflow) = max(0, counts.completed ?? 0)
      .addingReportingOverflow(max(0, counts.failed ?? 0))
    self.init(time: row.asOf, done: overflow ? .max : done)
  }

  init(time: Double, done: Int) {
    self.time = time
    self.done = done
  }
}

/// How far a batch was at successive refreshes: as much of the past as the present pace follows from.
package struct ProgressHistory: Sendable, Hashable {
  /// From the oldest to the latest; never empty, never going back.
  private(set) var samples: [ProgressSample]

  /// A pace follows from the last quarter of an hour, in seconds, or from two samples that lie further
  /// apart.
  private static let window = 900.0
  /// Samples lie so many seconds apart, all but the latest: however often the server is asked, no
  /// more than 17 are kept.
  private static let spacing = 60.0

  init(_ sample: ProgressSample) {
    samples = [sample]
  }

  mutating func add(_ sample: ProgressSample) {
    guard let last = samples.last, sample.time >= last.time else { return }
    // Counts that go back belong to a new beginning: what was before says nothing about its pace.
    if sample.done < last.done {
      samples = [sample]
      return
    }
    let isTooNear =
      samples.count > 1 && last.time - samples[samples.count - 2].time < Self.spacing
      || sample.time == last.time
    if isTooNear { samples.removeLast() }
    samples.append(sample)
    while samples.count > 2, samples[1].time <= sample.time - Self.window { samples.removeFirst() }
  }

  func adding(_ sample: ProgressSample) -> ProgressHistory {
    var history = self
    history.add(sample)
    return history
  }

  /// The same by a clock that is ahead by so many seconds.
  package func moved(by ahead: Int) -> ProgressHistory {
    var history = self
    for index in samples.indices { history.samples[index].time += Double(ahead) }
    return history
  }

  /// Requests that ended in a second; nil before there are two samples.
  var pace: Double? {
    guard let first = samples.first, let last = samples.last, last.time > first.time else {
      return nil
    }
    return (Double(last.done) - Double(first.done)) / (last.time - first.time)
  }

  /// Seconds between the oldest sample and the latest.
  var span: Double { (samples.last?.time ?? 0) - (samples.first?.time ?? 0) }
}

/// The histories of all batches that have not ended.
package struct ProgressLog: Sendable, Hashable {
  private var histories: [BatchID: ProgressHistory] = [:]

  /// Adds a row as the server sent it; in constant time.
  mutating func record(_ row: BatchRow) {
    let id = row.batch.id
    guard !row.batch.hasEnded, let sample = ProgressSample(at: row) else {
      return forget(id)
    }
    histories[BatchID(id), default: ProgressHistory(sample)].add(sample)
  }

  mutating func forget(_ id: String) {
    histories[BatchID(id)] = nil
  }

  /// Up to this row: a refresh that brought no change is a sample too.
  package func history(of row: BatchRow) -> ProgressHistory? {
    guard let sample = ProgressSample(at: row) else { return nil }
    return histories[BatchID(row.batch.id)]?.adding(sample) ?? ProgressHistory(sample)
  }

  /// Of how many batches there is a history.
  var count: Int { histories.count }
}
