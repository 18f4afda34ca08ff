import BatchStore
import Batches
import Screen

/// `F`: one batch that stays in view wherever the cursor is, and whose end is announced.
extension BrowserState {
  /// The batch that is followed, also after its end.
  var followedBatch: Batch? { followed.flatMap { list.row($0)?.batch } }

  mutating func toggleFollow() {
    guard let batch = selectedRow?.batch else { return }
    if followEnds {
      followed = nil
    } else if batch.isActive {
      followed = batch.id
      // The followed batch's own line shows it, where there is room for one.
      if loader.autoRefresh.isPaused {
        message = .followingWhilePaused
      } else if layout.followed == nil {
        message = .following(name: shortName(batch))
      }
    } else {
      message = .nothingToFollow(name: shortName(batch))
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
    let ended: Message =
      isGone
      ? .followedIsGone(name: shortName(batch))
      : .followedFinished(
        name: shortName(batch), outcome: outcome, tone: ChangeText.tone(of: batch))
    message = ended
    if isGone { followed = nil }
    switch settings.notice {
    case .off: break
    case .bell: notices.append(.notify(nil))
    case .desktop: notices.append(.notify(MessageText(keymap: keymap).text(of: ended)))
    }
  }

  mutating func takeNotices() -> [Effect] {
    defer { notices = [] }
    return notices
  }
}
