import Batches

/// Batches read in earlier runs of the program.
///
/// Every call is a transaction of its own or none, so that no lock is held between two calls. Times are
/// seconds since 1970 in UTC by our clock, which may have been set back since.
package protocol HistoryStore: AnyObject {
  /// Begins to record consecutive rows of the server's list.
  func begin(_ start: HistoryStart, at now: Int) -> HistoryReading
  /// Records the next rows of a reading.
  func record(
    _ batches: [Batch], in reading: inout HistoryReading, at now: Int
  ) throws(HistoryFailure)
  /// Ends a reading: known rows that it did not meet are gone from the server.
  func end(_ reading: HistoryReading, reachedEnd: Bool, at now: Int) throws(HistoryFailure)
  /// Whether an empty list, which is to be ended next, is doubted, since it is the first.
  func doubtsEmptiness(at now: Int) throws(HistoryFailure) -> Bool
  /// Marks a batch that the server says does not exist.
  func markGone(_ id: BatchID, at now: Int) throws(HistoryFailure)

  /// Calls a closure with the rows in the server's order, some at a time, all from one snapshot.
  func read(
    _ which: HistorySelection, _ take: ([HistoryRow]) throws -> Void
  ) throws
  /// The rows after a position in the server's order. Takes the same time however long the list is.
  /// - Parameters:
  ///   - position: nil for the head of the list.
  ///   - limit: rows at most.
  /// - Returns: no rows where the file was replaced since the position was found.
  func rows(
    _ which: HistorySelection, after position: HistoryPosition?, limit: Int
  ) throws(HistoryFailure) -> HistoryPage
  /// The row of a batch; nil where it was never seen.
  func row(of id: BatchID) throws(HistoryFailure) -> HistoryRow?
  /// What is known of batches without decoding them, each nil where it was never seen.
  func known(_ ids: [BatchID]) throws(HistoryFailure) -> [HistoryKnowledge?]
  /// The batch that the server lists before another one; nil for the first one.
  func batch(before id: BatchID) throws(HistoryFailure) -> BatchID?
  /// How much of the list is known. Takes the same time however long that is.
  func coverage() throws(HistoryFailure) -> HistoryCoverage
  /// Reads every row.
  func stats() throws(HistoryFailure) -> HistoryStats
  /// What was seen to change at a time or later, in the order in which it was seen.
  func changes(since time: Int) throws(HistoryFailure) -> [HistoryChange]
  /// Deletes all batches last seen before a time, and all changes seen before it.
  /// - Returns: how many batches were deleted.
  func clear(before time: Int) throws(HistoryFailure) -> Int
}

/// Where a reading starts.
package enum HistoryStart: Sendable, Hashable {
  case head
  /// After a batch.
  case after(BatchID)
}

/// A batch of the history.
package struct HistoryRow: Sendable, Hashable {
  package var batch: Batch
  package var firstSeen: Int
  package var lastSeen: Int
  /// When it was first found missing from the server's list; nil while it is there.
  package var goneSince: Int?
  /// Whether the server may have rows between this one and the next one.
  package var gapBelow: Bool
}

/// Where a row is in the server's order. It stays there when other rows come and go.
package struct HistoryPosition: Sendable, Hashable {
  let number: Int
  /// In case the row has been deleted since.
  let place: Int
  /// The file that the number belongs to.
  let generation: Int
}

/// Consecutive rows of the history.
package struct HistoryPage: Sendable, Hashable {
  package var rows: [HistoryRow] = []
  /// Where the last row is; nil without any.
  package var last: HistoryPosition?
  /// Whether there are rows after it.
  package var hasMore = false

  package init() {}

  /// Whether the server's list ends with the last row, as far as was seen.
  package var reachesEnd: Bool { !hasMore && rows.last?.gapBelow == false }
}

/// What is known of a batch without decoding it.
package struct HistoryKnowledge: Sendable, Hashable {
  /// Whether its status was a final one.
  package var hasEnded: Bool
  package var isGone: Bool
}

/// Which rows to read.
package enum HistorySelection: Sendable, Hashable {
  /// Those that the server has.
  case present
  /// Those that the server has and that had not ended.
  case active
  /// Those that are followed by a gap.
  case gaps
  /// Those that the server no longer has.
  case gone
  /// Including those that are gone.
  case all
}

/// A change of a batch that was seen.
package struct HistoryChange: Sendable, Hashable {
  package var seenAt: Int
  package var id: String
  /// The name of a field, or one of `new`, `gone`, `back`.
  package var field: String
  /// As text; nil for no value.
  package var old: String?
  package var new: String?

  package init(seenAt: Int, id: String, field: String, old: String?, new: String?) {
    (self.seenAt, self.id, self.field, self.old, self.new) = (seenAt, id, field, old, new)
  }
}

/// How much of the server's list is known.
package struct HistoryCoverage: Sendable, Hashable {
  /// Places at which the server may have batches that were not read.
  package var gaps = 0
  /// When the head of the list was last read; nil for never.
  package var headReadAt: Int?

  /// Whether the list was read to its end, without a gap.
  package var isComplete: Bool { gaps == 0 && headReadAt != nil }
}

package struct HistoryStats: Sendable, Hashable {
  package var coverage = HistoryCoverage()
  /// Batches that the server had when it was last read.
  package var present = 0
  /// Those of them that had not ended.
  package var active = 0
  package var gone = 0
  /// Changes that were seen.
  package var changes = 0
  /// When the first batch was seen; nil for none.
  package var firstSeen: Int?
  /// In bytes, including the write-ahead log.
  package var size = 0
}
