import Batches
import Screen

/// `F`: one batch that stays in view wherever the cursor is, and whose end is told.
extension BrowserState {
  /// The batch that is followed, also after its end.
  var followedBatch: Batch? { followed.flatMap { list.row($0)?.batch } }

  mutating func toggleFollow() {
    guard let batch = selectedRow?.batch else { return }
    if followEnds {
      followed = nil
    } else if batch.isActive {
      followed = batch.id
      // The batch's own line tells that it is followed, where there is room for one.
      if loader.autoRefresh.isPaused {
        message = Message("auto-refresh is paused, Z goes on")
      } else if layout.followed == nil {
        message = Message("following \(shortName(batch)) until it ends")
      }
    } else {
      message = Message("\(shortName(batch)) has ended, there is nothing to follow")
    }
    keepViewportFull()
  }

  /// Whether `F` ends the following rather than to begin another.
  var followEnds: Bool {
    guard let followed, let selected = selectedRow?.batch else { return false }
    return selected.id.hasSameBytes(as: followed)
      || (!selected.isActive && followedBatch?.isActive == false)
  }

  func shortName(_ batch: Batch) -> String {
    Theme(charset: charset).shortName(of: batch)
  }

  /// The followed batch, where it ended, or went, with these changes.
  func endOfFollowed(in changes: ListChanges) -> Batch? {
    guard let followed else { return nil }
    if let gone = changes.removed.first(where: { $0.id.hasSameBytes(as: followed) }) { return gone }
    return changes.changed.first {
      $0.after.id.hasSameBytes(as: followed) && !$0.after.isActive && $0.before.isActive
    }?.after
  }

  /// Tells that the followed batch has ended: on screen, and as the user chose outside of it.
  mutating func tell(endOf batch: Batch) {
    let isGone = !list.contains(batch.id)
    let outcome = ChangeText.outcome(of: batch, theme: Theme(charset: charset)).text
    let text =
      isGone
      ? "\(shortName(batch)) is gone from the server" : "\(shortName(batch)) has ended: \(outcome)"
    message = Message(text, isGone ? .warning : ChangeText.tone(of: batch))
    if isGone { followed = nil }
    switch settings.notice {
    case .off: break
    case .bell: notices.append(.notify(nil))
    case .desktop: notices.append(.notify(text))
    }
  }

  mutating func takeNotices() -> [Effect] {
    defer { notices = [] }
    return notices
  }
}
