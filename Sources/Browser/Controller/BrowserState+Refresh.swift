import BatchInsight
import BatchPresentation
import BatchStore
import Batches
import Screen

/// `r` and `R`.
extension BrowserState {
  /// Starts a refresh; where something waits to be tried again, tries that at once instead.
  mutating func startRefresh() -> [Effect] {
    if loader.isPausing { return perform(loader.retryNow()) }
    if refusesWhileWorking() { return [] }
    // What is from earlier runs is about to be read again, or is being read.
    if recall.isReading || recall.isOutdated && loader.isAutoRefreshing { return [] }
    return perform(
      loader.refresh(
        refreshTargets(withFinished: true), isAskedFor: true, appliesPages: recall.isOutdated,
        in: list, now: clocks.local.time))
  }

  /// The selected and the followed batch are read before what else is on screen, and that before
  /// other rows that are still active.
  /// - Parameter withFinished: whether they are read also where they have finished.
  func refreshTargets(withFinished: Bool) -> PageLoader.RefreshTargets {
    let onScreen = showsGone ? [] : visibleIndices.compactMap { shownRow(at: $0)?.batch }
    let pinned = [showsGone ? nil : selectedRow?.batch, followedBatch].compactMap(\.self)
    func wanted(_ batches: [Batch]) -> Set<BatchID> {
      Set(batches.filter { withFinished || $0.isActive }.map(\.key))
    }
    return PageLoader.RefreshTargets(pinned: wanted(pinned), onScreen: wanted(onScreen))
  }

  mutating func apply(_ walk: HeadRefresh, tells: Bool) -> [Effect] {
    forgetSeenMarks()
    let top = topIndex
    let before = list.count
    let record =
      (walk.appliesPages ? [] : record(walk.headPages.flatMap(\.batches), after: nil))
      + record(updates: walk.updates)
    var changes = list.merge(walk.headPages.flatMap(\.batches), after: .head, asOf: walk.startedAt)
    for batch in walk.updates {
      guard let change = list.update(BatchRow(batch, asOf: walk.startedAt)) else { continue }
      changes.changed.append(change)
    }
    let tells = tells && following.ends(in: changes).isEmpty
    let effects = apply(changes, news: changes.added) + record
    loader.refreshSucceeded(
      changed: !changes.added.isEmpty || !changes.noticed.isEmpty, now: clocks.local.time)
    let hasToldNews = tellNewsSinceLastRun()
    if query.isPlain { viewport.add(arrivals: topIndex - top, top: topIndex) }
    guard tells, !hasToldNews else { return effects }
    say(
      .refreshed(
        added: list.count - before, changed: changes.noticed.count, removed: 0,
        leavesGap: walk.leavesGap,
        unreadActive: list.activeIndices.count { isStale(MarkedRow(list[$0])) }))
    return effects
  }

  /// Refuses a command that would disturb what the user asked for, and says so.
  mutating func refusesWhileWorking() -> Bool {
    guard loader.isWorking else { return false }
    say(.alreadyReading)
    return true
  }

  // MARK: Everything

  /// Pages that a full reload will ask for, as far as is known.
  var pagesLoaded: Int {
    (list.count + settings.pageSize - 1) / settings.pageSize
  }

  mutating func askReload() -> [Effect] {
    if refusesWhileWorking() { return [] }
    // Rows that arrive later would be appended to the new list.
    if recall.isReading {
      say(.stillRecalling)
      return []
    }
    guard !list.isEmpty else { return startRefresh() }
    if pagesLoaded > FullReload.pagesWithoutAsking {
      overlays.open(.reload(ReloadConfirmation(pages: pagesLoaded)))
      return []
    }
    return startReload()
  }

  mutating func startReload() -> [Effect] { perform(loader.reload(list, now: clocks.local.time)) }

  mutating func apply(_ walk: FullReload) -> [Effect] {
    forgetSeenMarks()
    let old = list
    let heir = heir(in: walk.list)
    list = walk.list
    let changes = walk.changes(from: old)
    // Rows beyond the old end are not news, only further down.
    let lastKnown = (0..<list.count).last { old.contains(list[$0].batch.id) } ?? list.count
    let news = changes.added.filter { (list.index(of: $0.id) ?? 0) < lastKnown }
    let endsFollowed = !following.ends(in: changes).isEmpty
    if !selection.isOn(heir) { leaveBatch() }
    viewport.replaceList(with: list, selecting: heir)
    if clocks.replace(walk.clock) { rows.judgeAgain() }
    let effects = apply(changes, news: news) + record(reloaded: walk)
    recall.noteRefreshed()
    loader.refreshSucceeded(
      changed: !news.isEmpty || !changes.noticed.isEmpty || !changes.removed.isEmpty,
      now: clocks.local.time)
    if query.isPlain {
      if selection.id == nil { viewport.select(shownRow(at: 0)?.batch.id) }
      viewport.limitLine(to: cursorIndex ?? 0)
    }
    let above = news.count { (shownIndex(of: $0.id) ?? topIndex) < topIndex }
    viewport.add(arrivals: above, top: topIndex)
    if list.count < old.count, query.isPlain { keepViewportFull() }
    if endsFollowed { return effects }
    say(
      .refreshed(
        added: news.count, changed: changes.noticed.count, removed: changes.removed.count,
        leavesGap: false, unreadActive: 0))
    return effects
  }

  /// The selected batch; if a new list has it no more, its nearest neighbour on screen that is left.
  func heir(in new: BatchList) -> String? {
    if showsGone { return selection.id }
    guard let index = cursorIndex else { return nil }
    let neighbours = (0..<shownCount).lazy.flatMap { distance in
      [index + distance, index - distance]
    }
    return neighbours.lazy.compactMap { shownRow(at: $0)?.batch.id }.first { new.contains($0) }
  }
}
