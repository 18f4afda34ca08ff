import BatchStore
import Batches

/// The batches that the server no longer lists, each as it was last seen.
package struct GoneRows: Sendable {
  package private(set) var list = BatchList()
  private var since: [BatchID: Int] = [:]

  package init() {}

  /// Puts rows behind the others. Of rows of one id, which the server gave to several batches, the first stays.
  /// - Parameter since: when each was first missed, in seconds since 1970.
  package mutating func add(_ rows: [(row: BatchRow, since: Int)]) {
    for row in rows where !list.contains(row.row.batch.id) {
      since[row.row.batch.key] = row.since
    }
    _ = list.append(rows.map(\.row))
  }

  /// When a batch was first missed, in seconds since 1970; nil for one that is not gone.
  func goneSince(_ id: BatchID) -> Int? { since[id] }
}

/// What is known of the batches that are gone. They are asked for only while the filter is about them.
struct GoneBatches: Sendable {
  private enum Phase: Sendable {
    /// Others may have gone since they were asked for, if they ever were.
    case outdated
    case asked
    case current
  }

  private(set) var rows = GoneRows()
  private var phase = Phase.outdated
  /// Whether there was an answer in this run.
  private(set) var isKnown = false
  /// Where the cursor was among the batches that the server has, while others are shown.
  private var left = Selection()

  /// - Returns: whether they have to be asked for now.
  mutating func ask(isWanted: Bool) -> Bool {
    guard isWanted else {
      phase = .outdated
      return false
    }
    guard phase == .outdated else { return false }
    phase = .asked
    return true
  }

  mutating func receive(_ rows: GoneRows) {
    self.rows = rows
    isKnown = true
    if phase == .asked { phase = .current }
  }

  /// The server no longer lists some that it had.
  mutating func noteRemoved() { phase = .outdated }

  mutating func leave(_ selection: Selection) { left = selection }

  /// Where the cursor goes when the batches that the server has are shown again.
  var place: Selection { left }
}
