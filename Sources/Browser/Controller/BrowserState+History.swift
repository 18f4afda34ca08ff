import BatchInsight
import BatchPresentation
import BatchStore
import Batches
import Screen

/// Rows of earlier runs, and what is kept for later ones.
extension BrowserState {
  /// Begins with rows of earlier runs, where the user left them.
  package mutating func begin(with recalled: RecalledRows, at place: ListPlace) {
    recall.begin(at: clocks.local.time)
    restore(place)
    _ = receive(recalled)
    _ = arrangeIfDue()
    selectAwaitedRow()
  }

  /// Begins where the user left the list.
  mutating func restore(_ place: ListPlace) {
    recall.awaitSelection(of: place.selected)
    if let tab = Tab(rawValue: place.tab - 1) { _ = rows.show(tab) }
    if let order = place.sort.flatMap({ SortOrder(named: $0) }) { _ = rows.sort(by: order) }
    if case .success(let filter) = Filter.parse(
      place.filter, zone: settings.zone, now: clocks.server.second)
    {
      _ = rows.show(filter)
      rows.keep(filterText: place.filter)
    }
  }

  /// Where the user is.
  var place: ListPlace {
    ListPlace(
      tab: query.tab.rawValue + 1, filter: rows.filterText, sort: query.order.name,
      selected: recall.awaitedSelection ?? selection.id)
  }

  mutating func receive(_ recalled: RecalledRows) -> [Effect] {
    guard recall.isReading else { return [] }
    let isFirst = list.isEmpty
    let changes = list.append(recalled.rows.map { recall.old($0) })
    var effects = apply(changes)
    if isFirst, selection.id == nil { viewport.select(shownRow(at: 0)?.batch.id) }
    recall.add(recalled)
    // Behind the last row of all, the pager reads on.
    let gaps =
      recalled.isLast ? recalled.gaps.filter { $0.text != list.lastID } : recalled.gaps
    effects += perform(
      loader.resume(pager(behind: recalled), gaps: gaps, now: clocks.local.time))
    return effects
  }

  /// Puts the cursor on the row that the user left, once it is shown.
  mutating func selectAwaitedRow() {
    guard let id = recall.awaitedSelection, let index = shownIndex(of: id) else { return }
    viewport.reveal(id, line: min(layout.rows.rows / 2, index))
    recall.forgetSelection()
  }

  /// Removes the rows of earlier runs that the server no longer has: those in the stretch of a page that it
  /// does not hold.
  /// - Parameters:
  ///   - page: rows of the head, which the list has.
  ///   - after: the row that they follow; nil for the first page.
  ///   - reachesEnd: whether the list ends with them.
  mutating func removeRows(
    passedOverBy page: BatchPage, after: BatchID?, reachesEnd: Bool
  ) -> [Batch] {
    let held = page.batches.compactMap { list.index(of: $0.id) }
    // In another order than the list's, the page says nothing about what is between its rows.
    guard page.skipped == 0, zip(held, held.dropFirst()).allSatisfy(<) else { return [] }
    let first = after.flatMap { list.index(of: $0.text) }.map { $0 + 1 } ?? 0
    let last = reachesEnd ? list.count : held.last ?? first
    guard first < last, held.allSatisfy({ $0 >= first }) else { return [] }
    // Below them, rows may be missing; at the end of the list, none are.
    let anchors = Set(reachesEnd ? [] : loader.gaps.map(\.afterID))
    let stays = Set(held)
    let passed = (first..<last).filter { !stays.contains($0) }.map { list[$0] }
      .filter { $0.asOf < recall.startedAt && !anchors.contains($0.batch.key) }
    guard !passed.isEmpty else { return [] }
    var left = list
    left.remove(passed.map(\.batch.id))
    let heir = heir(in: left)
    list = left
    if !selection.isOn(heir) { leaveBatch() }
    viewport.replaceList(with: list, selecting: heir)
    return passed.map(\.batch)
  }

  /// Where the list goes on behind rows of the history.
  private func pager(behind recalled: RecalledRows) -> Pager {
    guard let last = list.lastID else { return Pager(limit: settings.pageSize) }
    // A server that lists the oldest first may have more by now.
    let created = { (index: Int) in list[index].batch.times[.created] ?? 0 }
    if recalled.isLast, recalled.reachesEnd, created(0) >= created(list.count - 1) {
      return .ended(limit: settings.pageSize)
    }
    // Where the server no longer has the last row.
    let older = Self.olderRows.filter { $0 < list.count }
      .map { BatchID(list[list.count - 1 - $0].batch.id) }
    return Pager(limit: settings.pageSize, after: BatchID(last), olderCursors: older)
  }

  /// Rows before the last one behind which the list may be read on, the nearest last.
  private static let olderRows = [100, 10, 1]

  /// Says what has happened since the user last looked, once that is known.
  /// - Returns: whether it was said now.
  mutating func tellNewsSinceLastRun() -> Bool {
    guard recall.isOutdated, !recall.isReading, let asOf = recall.asOf else { return false }
    recall.noteRefreshed()
    let news = Message.sinceLastRun(recall.news, at: seenAt(asOf))
    // A warning of the start was hardly read yet.
    say(message.flatMap { $0.tone == .warning ? .both($0, news) : nil } ?? news)
    return true
  }

  /// Says what is wrong with the history, beside what is said already.
  package mutating func note(_ problem: HistoryProblem) {
    say(message.map { .both(.history(problem), $0) } ?? .history(problem))
  }

  /// When something was seen, as people say it.
  func seenAt(_ second: Int) -> String {
    SeenAt.text(
      second, now: clocks.local.second, zone: screen.display.timeMode.zone(local: settings.zone))
  }

  // MARK: What is kept

  /// - Parameters:
  ///   - after: the row that they follow; nil for the head of the list. To be called before they are merged.
  ///   - reachesEnd: whether the list ends with the last of them.
  mutating func record(
    _ batches: [Batch], after: BatchID?, reachesEnd: Bool = false
  ) -> [Effect] {
    guard settings.keepsHistory, !batches.isEmpty || reachesEnd else { return [] }
    // A server that does not know the row may answer with what is above it.
    let index = after.flatMap { list.index(of: $0.text) }
    let isBehind = index.map { index in
      batches.allSatisfy { (list.index(of: $0.id) ?? .max) > index }
    }
    guard isBehind ?? (after == nil) else {
      return record(updates: batches.filter { list.contains($0.id) })
    }
    return keep(.stretch(batches, after: after, reachesEnd: reachesEnd))
  }

  /// - Parameter batches: rows of the list that were read again.
  mutating func record(updates batches: [Batch]) -> [Effect] {
    guard settings.keepsHistory, !batches.isEmpty else { return [] }
    let sorted = batches.compactMap { batch in list.index(of: batch.id).map { ($0, batch) } }
      .sorted { $0.0 < $1.0 }.map(\.1)
    return keep(.scattered(sorted))
  }

  mutating func record(reloaded walk: FullReload) -> [Effect] {
    guard settings.keepsHistory else { return [] }
    return keep(.all(walk.list, reachesEnd: walk.pager.coverage == .complete))
  }

  private mutating func keep(_ rows: HistoryEntry.Rows) -> [Effect] {
    [.record(Numbered(HistoryEntry(rows: rows), number: recall.nextEntry()))]
  }
}
