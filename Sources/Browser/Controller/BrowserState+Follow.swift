import BatchPresentation
import BatchStore
import Batches
import Screen

/// `F`: one batch that stays in view wherever the cursor is, and whose end is announced.
extension BrowserState {
  /// The batch that is followed, also after its end.
  var followedBatch: Batch? { following.id.flatMap { list.row($0.text)?.batch } }

  mutating func toggleFollow() {
    guard let batch = selectedRow?.batch else { return }
    if followEnds {
      following.stop()
    } else if refusesAsGone() {
      return
    } else if batch.isActive {
      following.begin(batch)
      // The followed batch's own line shows it, where there is room for one.
      if loader.autoRefresh.isPaused {
        say(.followingWhilePaused)
      } else if layout.followed == nil {
        say(.following(name: theme.shortName(of: batch)))
      }
    } else {
      say(.nothingToFollow(name: theme.shortName(of: batch)))
    }
    keepViewportFull()
  }

  /// Whether `F` ends the following rather than to begin another.
  var followEnds: Bool {
    guard let id = following.id, let selected = selectedRow?.batch, !showsGone else { return false }
    return selected.key == id || (!selected.isActive && followedBatch?.isActive == false)
  }

  /// Tells on screen that the followed batch has ended.
  /// - Returns: what announces it outside of the screen, as the user chose.
  mutating func tell(endOf batch: Batch) -> [Effect] {
    let isGone = !list.contains(batch.id)
    let name = theme.shortName(of: batch)
    let ended: Message =
      isGone
      ? .followedIsGone(name: name)
      : .followedFinished(
        name: name, outcome: ChangeText.outcome(of: batch, theme: theme).text,
        tone: ChangeText.tone(of: batch))
    say(ended)
    if isGone { following.stop() }
    switch settings.notice {
    case .off: return []
    case .bell: return [.notify(nil)]
    case .desktop: return [.notify(MessageText(keymap: settings.keymap).text(of: ended))]
    }
  }
}
