import BatchPresentation
import BatchStore
import Batches
import Screen

/// `F`: one batch, or the marked ones, whose end is announced; one of them stays in view wherever the cursor
/// is.
extension BrowserState {
  /// The batch that is followed, also after its end; of several, the first.
  var followedBatch: Batch? { following.id.flatMap { list.row($0.text)?.batch } }

  mutating func toggleFollow() {
    if !marks.isEmpty {
      followMarked()
      return
    }
    guard let batch = selectedRow?.batch else { return }
    if followEnds {
      following.stop()
    } else if refusesAsGone() {
      return
    } else if batch.isActive {
      following.begin([batch])
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

  /// Follows the marked batches that have not ended; where it does so already, no batch any more.
  private mutating func followMarked() {
    let active = markedBatches.filter(\.isActive)
    guard !active.isEmpty else {
      say(.noneToFollow)
      return
    }
    if active.map(\.key) == following.ids {
      following.stop()
    } else {
      following.begin(active)
      say(
        loader.autoRefresh.isPaused
          ? .followingWhilePaused : .followingMany(active.count, of: marks.count))
    }
    keepViewportFull()
  }

  /// Whether `F` ends the following rather than to begin another.
  var followEnds: Bool {
    guard following.isOn, let selected = selectedRow?.batch, !showsGone else { return false }
    return following.includes(selected.key)
      || (!selected.isActive && followedBatch?.isActive == false)
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
    following.noteEnd(of: batch, isGone: isGone)
    switch settings.notice {
    case .off: return []
    case .bell: return [.notify(nil)]
    case .desktop: return [.notify(MessageText(keymap: settings.keymap).text(of: ended))]
    }
  }
}
