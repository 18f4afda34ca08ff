import BatchStore
import Batches

/// One look at how far a batch was.
package struct ProgressLook: Sendable, Hashable {
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

/// How far a batch was at successive refreshes: as much of the past as tells the pace of now.
package struct ProgressHistory: Sendable, Hashable {
  /// From the oldest to the latest; never empty, never going back.
  private(set) var looks: [ProgressLook]

  /// A pace is told by the last quarter of an hour, in seconds, or by two looks that lie further
  /// apart.
  private static let window = 900.0
  /// Looks lie so many seconds apart, all but the latest: however often the server is asked, no
  /// more than 17 are kept.
  private static let spacing = 60.0

  init(_ look: ProgressLook) {
    looks = [look]
  }

  mutating func add(_ look: ProgressLook) {
    guard let last = looks.last, look.time >= last.time else { return }
    // Counts that go back belong to a new beginning: what was before tells nothing of its pace.
    if look.done < last.done {
      looks = [look]
      return
    }
    let isTooNear =
      looks.count > 1 && last.time - looks[looks.count - 2].time < Self.spacing
      || look.time == last.time
    if isTooNear { looks.removeLast() }
    looks.append(look)
    while looks.count > 2, looks[1].time <= look.time - Self.window { looks.removeFirst() }
  }

  func adding(_ look: ProgressLook) -> ProgressHistory {
    var history = self
    history.add(look)
    return history
  }

  /// The same by a clock that is ahead by so many seconds.
  package func moved(by ahead: Int) -> ProgressHistory {
    var history = self
    for index in looks.indices { history.looks[index].time += Double(ahead) }
    return history
  }

  /// Requests that ended in a second; nil before there are two looks.
  var pace: Double? {
    guard let first = looks.first, let last = looks.last, last.time > first.time else { return nil }
    return (Double(last.done) - Double(first.done)) / (last.time - first.time)
  }

  /// Seconds between the oldest look and the latest.
  var span: Double { (looks.last?.time ?? 0) - (looks.first?.time ?? 0) }
}

/// The histories of all batches that have not ended.
package struct ProgressLog: Sendable, Hashable {
  private var histories: [BatchID: ProgressHistory] = [:]

  /// Takes in a row as the server told it; in a constant time.
  mutating func record(_ row: BatchRow) {
    let id = row.batch.id
    guard !row.batch.hasEnded, let look = ProgressLook(at: row) else {
      return forget(id)
    }
    histories[BatchID(id), default: ProgressHistory(look)].add(look)
  }

  mutating func forget(_ id: String) {
    histories[BatchID(id)] = nil
  }

  /// Up to this row: a refresh that brought no change is a look too.
  package func history(of row: BatchRow) -> ProgressHistory? {
    guard let look = ProgressLook(at: row) else { return nil }
    return histories[BatchID(row.batch.id)]?.adding(look) ?? ProgressHistory(look)
  }

  /// Of how many batches there is a history.
  var count: Int { histories.count }
}
