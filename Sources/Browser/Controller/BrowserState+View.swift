import Batches
import Screen

/// Which of the loaded rows are shown, in which order, and what becomes of the cursor when that
/// changes.
extension BrowserState {
  var shownCount: Int { shown.count ?? list.count }

  /// Rows that the view asks for; one that is shown because the cursor is on it is none of them.
  var matchCount: Int { shown.ids?.count ?? list.count }

  /// The row at a place among those that are shown; nil beyond them.
  func shownRow(at index: Int) -> BatchRow? { shownStored(at: index)?.row }

  /// The same, not yet unpacked.
  func shownStored(at index: Int) -> StoredRow? {
    guard index >= 0, index < shownCount else { return nil }
    return shown.ids == nil ? list.stored(at: index) : list.stored(shown[index])
  }

  /// Where a row stands among those that are shown; nil for one that is not.
  func shownIndex(of id: String) -> Int? {
    shown.ids == nil ? list.index(of: id) : shown.place(of: id)
  }

  /// Whether the rows on screen are not yet those that were asked for.
  var isArranging: Bool { arranging.number != nil || arranging.isDue }

  /// To be called after every change of `query`: shows its rows at once, or has them arranged
  /// beside the loop where there are many. The selected batch stays.
  mutating func queryChanged() -> [Effect] {
    stretch = Stretch()
    arranging.isDue = true
    arranging.isOfNewQuery = true
    return arrangeIfDue(replacing: true)
  }

  /// Puts the cursor on a loaded row; a view that hides the row ends.
  mutating func reveal(_ id: String) -> [Effect] {
    if let index = shownIndex(of: id) {
      moveCursor(to: index)
      return []
    }
    filterText = ""
    query.tab = .all
    query.filter = Filter()
    displaced = nil
    selection = Selection(id: id, line: layout.rows.rows / 2)
    detailTop = 0
    return queryChanged()
  }

  /// The arrangement that the state calls for.
  var arrangement: Arrangement {
    Arrangement(list: list, query: query, now: clocks.server.second, baselines: baselines)
  }

  /// Applies an arrangement that was computed in the background.
  mutating func receive(_ outcome: Arrangement.Outcome, number: Int) {
    guard number == arranging.number else { return }
    arranging.end(at: clocks.local.time)
    show(outcome)
  }

  /// Arranges the rows if they have to be.
  /// - Parameter replacing: whether an arrangement under way is not wanted any more. Else it goes on
  ///   and its rows are shown, however fast others come, before the next one begins.
  mutating func arrangeIfDue(replacing: Bool = false) -> [Effect] {
    if let moment = arranging.changesAt, moment <= clocks.server.second { arranging.isDue = true }
    guard arranging.isDue else { return [] }
    let wasUnderWay = arranging.number != nil
    if query.isPlain || list.count <= Arrangement.rowsAtOnce {
      arranging.isDue = false
      arranging.number = nil
      if let outcome = arrangement.run() { show(outcome) }
      return wasUnderWay ? [.stopArranging] : []
    }
    guard replacing || !wasUnderWay && !arrangingRests else { return [] }
    return [.arrange(number: arranging.begin(at: clocks.local.time))]
  }

  /// While all is loaded each page calls for an arrangement: they must not take the time that the
  /// pages need.
  private var arrangingRests: Bool { loader.isLoadingAll && arranging.rests(at: clocks.local.time) }

  private mutating func show(_ outcome: Arrangement.Outcome) {
    let isOfNewQuery = arranging.isOfNewQuery
    arranging.isOfNewQuery = false
    shown = outcome.shown
    arranging.changesAt = outcome.changesAt
    if isOfNewQuery { keepCursorOnShownRow() } else { keepSelectedRow() }
    countArrivals()
  }

  // MARK: Changes of the list

  /// Brings the shown rows up to date with what became of the list: at once where new rows stand
  /// behind all others.
  mutating func arrange(after changes: ListChanges) {
    guard !query.isPlain else { return }
    if !changes.removed.isEmpty {
      shown.retain { list.contains($0) }
      // What is under way knows rows that are gone.
      arranging.number = nil
    }
    if arranging.number != nil || arranging.isDue || !extend(by: changes) {
      arranging.isDue = true
    }
  }

  /// - Returns: false where the rows have to be arranged again.
  private mutating func extend(by changes: ListChanges) -> Bool {
    let isTail = changes.removed.isEmpty && query.order.column == nil && !query.dependsOnBaselines
    guard isTail else { return false }
    let first = list.count - changes.added.count
    let areLast = changes.added.allSatisfy { (list.index(of: $0.id) ?? 0) >= first }
    let stay = changes.changed.allSatisfy { change in
      matches(change.before) == matches(change.after)
    }
    guard areLast, stay else { return false }
    shown.append((first..<list.count).map { list[$0].batch }.filter(matches).map(\.id))
    let batches = changes.added + changes.changed.map(\.after)
    let moments = batches.compactMap {
      query.nextChange(of: $0, after: clocks.server.second, baselines: baselines)
    }
    arranging.changesAt = ([arranging.changesAt].compactMap(\.self) + moments).min()
    if selection.id == nil { keepCursorOnShownRow() }
    return true
  }

  private func matches(_ batch: Batch) -> Bool {
    query.matches(batch, now: clocks.server.second, baselines: baselines)
  }

  // MARK: The cursor

  /// Nobody asked for other rows: the selected batch stays, also where it does not belong to the view
  /// any more, until the cursor leaves it.
  private mutating func keepSelectedRow() {
    guard let id = selection.id, list.contains(id) else {
      keepCursorOnShownRow()
      return
    }
    if shownIndex(of: id) == nil { shown.keep(id, at: placeAmongShown(of: id)) }
    keepViewportFull()
    showSelectionInGantt()
  }

  /// The selected batch stays if it is shown; else its nearest neighbour that is takes its place,
  /// until it is shown again or the user moves on.
  mutating func keepCursorOnShownRow() {
    let origin = displaced ?? selection
    if let id = origin.id {
      if shownIndex(of: id) != nil {
        select(id, line: origin.line)
      } else {
        displaced = origin
        let neighbour = min(placeAmongShown(of: id), shownCount - 1)
        select(shownRow(at: neighbour)?.batch.id, line: origin.line)
      }
    } else {
      select(shownRow(at: 0)?.batch.id, line: 0)
    }
    guard selection.id != nil else {
      leaveDetail()
      return
    }
    // While a filter is typed the way back stays open.
    if !isTypingFilter { displaced = nil }
    keepViewportFull()
    showSelectionInGantt()
  }

  private mutating func select(_ id: String?, line: Int) {
    if !selection.isOn(id) { leaveBatch() }
    selection = Selection(id: id, line: line)
  }

  /// Another batch becomes the selected one although the user did not move: an overlay about the old
  /// one would now describe the new one.
  mutating func leaveBatch() {
    detailTop = 0
    if overlays.traits.isAboutBatch { overlays.close() }
  }

  /// Where a row that is not shown would stand among those that are.
  private func placeAmongShown(of id: String) -> Int {
    guard let batch = list.row(id)?.batch, let index = list.index(of: id) else { return 0 }
    let entry = query.order.entry(of: batch, now: clocks.server.second, baselines: baselines)
    return (0..<shownCount).partitionPoint { place in
      guard let row = shownRow(at: place) else { return false }
      guard query.order.column != nil else { return (list.index(of: row.batch.id) ?? 0) < index }
      return query.order.precedes(
        query.order.entry(of: row.batch, now: clocks.server.second, baselines: baselines), entry)
    }
  }

  /// New rows above the viewport, after the rows were arranged again.
  private mutating func countArrivals() {
    let top = topIndex
    arrivals = marks.count { id, mark in
      mark == .new && (shownIndex(of: id.text) ?? top) < top
    }
  }

  // MARK: Gaps

  /// The places, among the rows that are shown, below which rows may be missing: none where
  /// neighbours are not neighbours on the server.
  var gapPlaces: Set<Int> {
    guard query.order.column == nil else { return [] }
    return Set(
      loader.gaps.compactMap { gap in
        guard let index = list.index(of: gap.afterID.text) else { return nil }
        guard shown.ids != nil else { return index }
        let below = (0..<shownCount).partitionPoint { (list.index(of: shown[$0]) ?? 0) <= index }
        return below > 0 ? below - 1 : nil
      })
  }

  // MARK: Time

  /// When rows come, go or move by the passing of time alone, in seconds since 1970.
  var nextViewWake: Double? {
    let moments = [
      isArranging ? nil : arranging.changesAt,
      statistics.problems.isDue ? clocks.server.second + 1 : statistics.problems.changesAt,
    ]
    let next = moments.compactMap(\.self).min().map {
      clocks.localTime(ofServerTime: Double(max($0, clocks.server.second + 1)))
    }
    let resting = arranging.isDue && arranging.number == nil && arrangingRests
    return [next, resting ? arranging.restEnds : nil].compactMap(\.self).min()
  }
}
