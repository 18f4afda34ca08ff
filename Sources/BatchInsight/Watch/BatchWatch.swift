import Batches

/// Batches that somebody waits for, as a value: it takes pages of the list, and says what changed and
/// what is still to be waited for.
///
/// The list is read in passes from its head. A pass is over once every batch that is waited for was on
/// a page, or the list was read to its end.
package struct BatchWatch: Sendable {
  /// What was seen to happen to a batch.
  package struct Change: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
      /// Seen for the first time.
      case found
      /// It is in another status than before.
      case moved(from: BatchStatus)
      /// The list does not have it any more.
      case gone
    }

    package var batch: Batch
    package var kind: Kind

    /// Whether it need not be waited for any longer.
    package var isEnd: Bool { kind == .gone || batch.hasEnded }
  }

  /// Those that are waited for, in the order in which they were given.
  private let order: [BatchID]
  /// The ids as given, for those that were never seen.
  private let names: [BatchID: String]
  private var latest: [BatchID: Batch] = [:]
  private var pending: Set<BatchID>
  /// Those of `pending` that this pass has not met yet.
  private var unmet: Set<BatchID>
  /// Batches that ended in any way but completed without failures.
  package private(set) var badEnds = 0
  package private(set) var ends = 0

  /// - Parameter ids: one that is there twice is waited for once.
  package init(ids: [String]) {
    var names: [BatchID: String] = [:]
    order = ids.compactMap { id in
      names.updateValue(id, forKey: BatchID(id)) == nil ? BatchID(id) : nil
    }
    self.names = names
    pending = Set(order)
    unmet = pending
  }

  /// Ids of batches that have not ended, in the order in which they were given.
  package var pendingIDs: [String] { order.filter(pending.contains).compactMap { names[$0] } }

  /// Ids that this pass has not met yet.
  package var unmetIDs: [String] { order.filter(unmet.contains).compactMap { names[$0] } }

  /// Batches that have not ended, as they were last seen.
  package var pendingBatches: [Batch] { order.filter(pending.contains).compactMap { latest[$0] } }

  package var passIsDone: Bool { unmet.isEmpty }

  package mutating func beginPass() { unmet = pending }

  /// Takes rows of the list, or a single batch that was asked for.
  /// - Returns: what changed, in the order of the rows.
  package mutating func take(_ batches: [Batch]) -> [Change] {
    batches.compactMap { batch in
      guard let id = unmetID(of: batch) else { return nil }
      unmet.remove(id)
      let before = latest.updateValue(batch, forKey: id)
      if batch.hasEnded { end(id, well: batch.completionOutcome == .success) }
      guard let before else { return Change(batch: batch, kind: .found) }
      guard !before.status.saysTheSame(as: batch.status) else { return nil }
      return Change(batch: batch, kind: .moved(from: before.status))
    }
  }

  /// The id that a batch is waited for under: its own, or the end of its path (`BatchID.isNamed`).
  private func unmetID(of batch: Batch) -> BatchID? {
    if unmet.contains(batch.key) { return batch.key }
    guard let slash = batch.id.utf8.lastIndex(of: UInt8(ascii: "/")) else { return nil }
    let name = BatchID(String(batch.id[batch.id.utf8.index(after: slash)...]))
    return unmet.contains(name) ? name : nil
  }

  /// Whether a batch was there in this pass or an earlier one.
  package func hasSeen(_ id: String) -> Bool { latest[BatchID(id)] != nil }

  /// Ends a pass that has read the list to its end.
  /// - Parameter doubtful: batches of which this pass says nothing; they are still waited for.
  /// - Returns: the batches that are not there any more, and the ids that never were.
  package mutating func endCompletePass(
    except doubtful: Set<BatchID> = []
  ) -> (gone: [Change], unknown: [String]) {
    let missing = order.filter { unmet.contains($0) && !doubtful.contains($0) }
    for id in missing { end(id, well: false) }
    unmet = []
    return (
      missing.compactMap { latest[$0].map { Change(batch: $0, kind: .gone) } },
      missing.filter { latest[$0] == nil }.compactMap { names[$0] }
    )
  }

  private mutating func end(_ id: BatchID, well: Bool) {
    guard pending.remove(id) != nil else { return }
    ends += 1
    if !well { badEnds += 1 }
  }
}
