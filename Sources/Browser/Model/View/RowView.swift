import BatchInsight
import BatchPresentation
import BatchStore
import Batches

/// Which of the loaded rows are shown and in which order: what the user asked for, the rows that
/// answer it, and how far these are behind.
struct RowView: Sendable {
  /// Loaded rows, and what they are judged by.
  struct Source: Sendable {
    var list: BatchList
    var clocks: Clocks
    var baselines: PhaseBaselines
  }

  /// What follows for the cursor where other rows are shown.
  enum Change: Sendable, Hashable {
    /// The user asked for other rows: the cursor goes to one of them.
    case newQuery
    /// The selected row stays, also where it does not match any more.
    case sameQuery
  }

  private(set) var query = ViewQuery()
  /// The filter as it was typed.
  private(set) var filterText = ""
  /// Filters of this run, the oldest first.
  private(set) var filterHistory: [String] = []
  private(set) var shown = ShownRows.all
  private(set) var schedule = ArrangementSchedule()
  private(set) var jump = ProblemJump()
  private(set) var budget = FillBudget()
}

// MARK: The rows

extension RowView {
  /// Rows that are shown.
  func count(in list: BatchList) -> Int { shown.count ?? list.count }

  /// Rows that match; one that is shown because the cursor is on it is none of them.
  func matchCount(in list: BatchList) -> Int { shown.ids?.count ?? list.count }

  /// The row at an index among those that are shown, not yet unpacked; nil beyond them.
  func stored(at index: Int, in list: BatchList) -> StoredRow? {
    guard index >= 0, index < count(in: list) else { return nil }
    return shown.ids == nil ? list.stored(at: index) : list.stored(shown[index])
  }

  /// Where a row is among those that are shown; nil for one that is not.
  func index(of id: String, in list: BatchList) -> Int? {
    shown.ids == nil ? list.index(of: id) : shown.index(of: id)
  }

  /// Where a row that is not shown would be among those that are.
  func insertionIndex(of id: String, in source: Source) -> Int {
    let list = source.list
    guard let batch = list.row(id)?.batch, let index = list.index(of: id) else { return 0 }
    func entry(_ batch: Batch) -> SortEntry {
      query.order.entry(of: batch, now: source.clocks.server.second, baselines: source.baselines)
    }
    let wanted = entry(batch)
    return (0..<count(in: list)).partitionPoint { shownIndex in
      guard let other = stored(at: shownIndex, in: list)?.row.batch else { return false }
      guard query.order.column != nil else { return (list.index(of: other.id) ?? 0) < index }
      return entry(other).precedes(wanted, isDescending: query.order.isDescending)
    }
  }

  /// Shows a row that does not match, at its place, until the cursor leaves it.
  mutating func keep(_ id: String, in source: Source) {
    shown.keep(id, at: insertionIndex(of: id, in: source))
  }

  /// - Returns: the row that was shown although it did not match.
  mutating func dropKept() -> ShownRows.Kept? {
    defer { shown.dropKept() }
    return shown.kept
  }

  /// The rows that are shown below which a gap of the list begins: none where neighbours are not
  /// neighbours on the server.
  func gapIndices(of gaps: [Gap], in list: BatchList) -> Set<Int> {
    guard !gaps.isEmpty, query.order.column == nil else { return [] }
    return Set(
      gaps.compactMap { gap in
        guard let index = list.index(of: gap.afterID.text) else { return nil }
        guard shown.ids != nil else { return index }
        let below = (0..<count(in: list)).partitionPoint {
          (list.index(of: shown[$0]) ?? 0) <= index
        }
        return below > 0 ? below - 1 : nil
      })
  }
}

// MARK: What is asked for

extension RowView {
  /// - Returns: whether other rows are asked for than before, as in the functions below.
  mutating func show(_ tab: Tab) -> Bool { change { $0.tab = tab } }

  mutating func sort(by order: SortOrder) -> Bool { change { $0.order = order } }

  /// - Parameter typedAt: now by our clock where the filter may still change with the next key.
  mutating func show(_ filter: Filter, typedAt: Double? = nil) -> Bool {
    let isChanged = change { $0.filter = filter }
    budget.note(typedAt: typedAt)
    return isChanged
  }

  /// The filter that is on is wanted: it is remembered as it was typed.
  mutating func keep(filterText text: String) {
    filterText = query.filter.isEmpty ? "" : text
    if !query.filter.isEmpty { filterHistory = filterHistory.remembering(filterText) }
  }

  /// Shows every row, in the same order as before.
  mutating func showAll() {
    filterText = ""
    query.tab = .all
    query.filter = Filter()
    queryChanged()
  }

  private mutating func change(_ body: (inout ViewQuery) -> Void) -> Bool {
    let old = query
    body(&query)
    guard query != old else { return false }
    queryChanged()
    return true
  }

  private mutating func queryChanged() {
    budget = FillBudget()
    schedule.requireForNewQuery()
  }
}

// MARK: Arranging

extension RowView {
  /// Whether the rows on screen are not yet those that were asked for.
  var isArranging: Bool { schedule.isUnderWay || schedule.isDue }

  /// What is judged by the server's time or by what is usual has to be judged again.
  mutating func judgeAgain() { if !query.isPlain { schedule.require() } }

  mutating func requireIfChanged(by serverSecond: Int) {
    schedule.requireIfChanged(by: serverSecond)
  }

  func arrangement(of source: Source) -> Arrangement {
    Arrangement(
      list: source.list, query: query, now: source.clocks.server.second,
      baselines: source.baselines)
  }

  /// Arranges the rows: at once, or in the background where there are many.
  /// - Parameters:
  ///   - replacing: whether an arrangement under way is no longer wanted. Otherwise it continues and
  ///     its rows are shown, however fast others come, before the next one begins.
  ///   - isThrottled: whether arrangements must leave time for other work.
  /// - Returns: nil for the change where the shown rows are still those from before.
  mutating func arrange(
    _ source: Source, replacing: Bool, isThrottled: Bool
  ) -> (effects: [Effect], change: Change?) {
    let now = source.clocks.local.time
    if query.isPlain || source.list.count <= Arrangement.rowsAtOnce {
      let effects = stopArranging()
      schedule.finishAtOnce()
      return (effects, arrangement(of: source).run().map { show($0) })
    }
    let mayBegin = !schedule.isUnderWay && !(isThrottled && schedule.isCoolingDown(at: now))
    guard replacing || mayBegin else { return ([], nil) }
    let number = schedule.begin(at: now)
    return ([.arrange(Numbered(arrangement(of: source), number: number))], nil)
  }

  /// Ends the arrangement under way, if there is one.
  private mutating func stopArranging() -> [Effect] {
    guard schedule.isUnderWay else { return [] }
    schedule.cancel()
    return [.stopArranging]
  }

  /// Shows what was arranged in the background.
  /// - Returns: nil where it is no longer waited for.
  mutating func receive(_ outcome: Arrangement.Outcome, number: Int, at now: Double) -> Change? {
    schedule.finish(number, at: now) ? show(outcome) : nil
  }

  private mutating func show(_ outcome: Arrangement.Outcome) -> Change {
    shown = outcome.shown
    return schedule.show(changesAt: outcome.changesAt) ? .newQuery : .sameQuery
  }

  /// Follows changes of the list: at once where new rows are behind all others.
  /// - Parameter source: with the changes.
  /// - Returns: whether rows were added to those that are shown.
  mutating func apply(
    _ changes: ListChanges, in source: Source
  ) -> (effects: [Effect], isExtended: Bool) {
    guard !query.isPlain else { return ([], false) }
    var effects: [Effect] = []
    if !changes.removed.isEmpty {
      shown.retain { source.list.contains($0) }
      // What is under way knows rows that are gone.
      effects = stopArranging()
    }
    if !isArranging, extend(by: changes, in: source) { return (effects, true) }
    schedule.require()
    return (effects, false)
  }

  /// - Returns: false where the rows have to be arranged again.
  private mutating func extend(by changes: ListChanges, in source: Source) -> Bool {
    let isTail = changes.removed.isEmpty && query.order.column == nil && !query.dependsOnBaselines
    guard isTail else { return false }
    let (list, now, baselines) = (source.list, source.clocks.server.second, source.baselines)
    func matches(_ batch: Batch) -> Bool { query.matches(batch, now: now, baselines: baselines) }
    let first = list.count - changes.added.count
    let areLast = changes.added.allSatisfy { (list.index(of: $0.id) ?? 0) >= first }
    let stay = changes.changed.allSatisfy { matches($0.before) == matches($0.after) }
    guard areLast, stay else { return false }
    shown.append((first..<list.count).map { list[$0].batch }.filter(matches).map(\.id))
    for batch in changes.added + changes.changed.map(\.after) {
      schedule.note(changeAt: query.nextChange(of: batch, after: now, baselines: baselines))
    }
    return true
  }

  /// When the rows have to be arranged again although nothing happens, in seconds since 1970 by our
  /// clock; nil for never.
  func nextDue(_ clocks: Clocks, isThrottled: Bool) -> Double? {
    let change = isArranging ? nil : schedule.changesAt
    let isWaiting =
      schedule.isDue && !schedule.isUnderWay && isThrottled
      && schedule.isCoolingDown(at: clocks.local.time)
    return [
      change.map { clocks.localTime(ofServerTime: Double(max($0, clocks.server.second + 1))) },
      isWaiting ? schedule.cooldownEnds : nil,
    ].compactMap(\.self).min()
  }
}

// MARK: Filling the screen

extension RowView {
  /// A page is read for the view.
  mutating func countPage() { budget.countPage() }

  /// No more pages are read for the view until the user asks for them.
  mutating func stopFillingScreen() { budget.stop() }

  /// The view lacks no rows, or the user asks for more.
  mutating func renewBudget() { budget = FillBudget() }
}

// MARK: The next problem

extension RowView {
  /// - Parameter index: of the row to start from.
  func problemSearch(from index: Int, isForward: Bool, in source: Source) -> ProblemSearch {
    ProblemSearch(
      list: source.list, shown: shown, start: index, isForward: isForward,
      now: source.clocks.server.second, baselines: source.baselines)
  }

  mutating func beginJump(_ search: ProblemSearch) -> Effect {
    .search(Numbered(search, number: jump.begin(isForward: search.isForward)))
  }

  /// - Returns: false where it is no longer waited for.
  mutating func finishJump(_ number: Int) -> Bool { jump.finish(number) }

  mutating func cancelJump() { jump.cancel() }
}
