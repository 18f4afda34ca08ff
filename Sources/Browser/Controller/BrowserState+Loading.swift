import BatchInsight
import BatchPresentation
import BatchStore
import Batches
import Screen

/// What the cursor, the screen and the view want of the loader, and what becomes of its answers.
extension BrowserState {
  /// Rows to be loaded below the cursor.
  var rowsAhead: Int { max(100, 3 * layout.rows.rows) }

  /// Asks for what is missing, if no request is under way; else for what may have changed.
  mutating func fetchAhead() -> [Effect] {
    guard loader.isIdle, !recall.isReading else { return [] }
    // The head shows which rows of earlier runs are gone, so that nothing can be asked for behind them.
    if recall.isOutdated, !loader.isLoadingAll {
      let effects = refreshIfDue()
      if !effects.isEmpty || !loader.isIdle { return effects }
    }
    let demand = nextDemand()
    viewport.noteMovesServed()
    let effects = perform(loader.fetch(for: demand, in: list, now: clocks.local.time))
    // A request that was sent ahead may be the one that is waited for, without an effect.
    guard loader.isIdle else {
      if demand.rows == .anywhere, !loader.isLoadingAll { rows.countPage() }
      return effects
    }
    return effects + refreshIfDue()
  }

  /// What is wanted now. A view that lacks no rows starts counting its pages again.
  private mutating func nextDemand() -> RowDemand {
    let isSettled = !query.isPlain && !loader.isLoadingAll && !rows.isArranging
    guard isSettled, !needsMoreRows || !loader.hasRowsToFetch else { return demand }
    rows.renewBudget()
    return .nothing
  }

  var demand: RowDemand {
    guard query.isPlain else {
      guard !showsGone, !rows.isArranging, needsMoreRows, loader.hasRowsToFetch,
        rows.budget.allowsPage(at: clocks.local.time)
      else { return .nothing }
      return RowDemand(rows: .anywhere)
    }
    return RowDemand(
      rows: .below(cursor: cursorIndex ?? -1, ahead: rowsAhead),
      gapsFrom: viewport.hasMoved ? visibleIndices.lowerBound : nil)
  }

  /// Resumes an auto-refresh, or starts one that is due.
  private mutating func refreshIfDue() -> [Effect] {
    let output: PageLoader.Output
    if loader.isAutoRefreshing {
      output = loader.resumeRefresh(in: list, now: clocks.local.time)
    } else {
      guard let due = autoRefreshDue, due <= clocks.local.time else { return [] }
      // Finished batches hardly change, so reading them each time is not worth the requests.
      output = loader.refresh(
        refreshTargets(withFinished: false), isAskedFor: false, appliesPages: recall.isOutdated,
        in: list, now: clocks.local.time)
    }
    let effects = perform(output)
    // What it brought has to be arranged, and may call for rows.
    return loader.isIdle && !output.events.isEmpty ? effects + settle() : effects
  }

  /// What is from an earlier run is read again, whether it is active or not.
  var autoRefreshDue: Double? {
    let due = loader.autoRefreshDue(isNeeded: recall.isOutdated || list.activeCount > 0)
    return due ?? (recall.isOutdated && !loader.autoRefresh.isPaused ? clocks.local.time : nil)
  }

  // MARK: The loader's output

  /// Sends what it asks for, and applies what has come.
  mutating func perform(_ output: PageLoader.Output) -> [Effect] {
    let requests = output.requests.map { request -> Effect in
      switch request {
      case .send(let request, let number): .send(request, number: number)
      case .cancel(let number): .cancel(number: number)
      }
    }
    return requests + output.events.flatMap { apply($0) }
  }

  private mutating func apply(_ event: PageLoader.Event) -> [Effect] {
    switch event {
    case .tailPage(let page, let after, let sentAt, let isDeferred):
      let page = DeferredPage(page: page, after: after, sentAt: sentAt)
      return isDeferred ? [.merge(page)] : merge(page)
    case .gapPage(let page, let id, let sentAt):
      return mergeGap(page, afterID: id, sentAt: sentAt)
    case .refreshPage(let page, let id, let sentAt, let reachesEnd):
      return mergeHead(page, afterID: id, sentAt: sentAt, reachesEnd: reachesEnd)
    case .refreshed(let refresh, let isAskedFor): return apply(refresh, tells: isAskedFor)
    case .reloaded(let reload): return apply(reload)
    case .loadedAll: tellThatAllIsLoaded()
    case .failed(let failure, let purpose): tell(failure, of: purpose)
    }
    return []
  }

  /// Takes in a page of the tail.
  mutating func merge(_ deferred: DeferredPage) -> [Effect] {
    let isFirst = list.isEmpty
    let anchor = list.lastID.map { BatchList.Anchor.after(id: $0) } ?? .head
    let record = record(
      deferred.page.batches, after: deferred.after,
      reachesEnd: loader.tail.coverage == .complete)
    let effects = apply(
      list.merge(deferred.page.batches, after: anchor, asOf: deferred.sentAt))
    if isFirst, selection.id == nil { viewport.select(shownRow(at: 0)?.batch.id) }
    return effects + record
  }

  /// Takes in a page of the head before the refresh that it is of has ended.
  private mutating func mergeHead(
    _ page: BatchPage, afterID id: BatchID?, sentAt: Double, reachesEnd: Bool
  ) -> [Effect] {
    let top = topIndex
    let record = record(page.batches, after: id, reachesEnd: reachesEnd)
    let anchor = id.map { BatchList.Anchor.after(id: $0.text) } ?? .head
    var changes = list.merge(page.batches, after: anchor, asOf: sentAt)
    changes.removed = removeRows(passedOverBy: page, after: id, reachesEnd: reachesEnd)
    if reachesEnd, list.lastID == (page.batches.last?.key ?? id)?.text {
      loader.noteEnd(in: list)
    }
    let effects = apply(changes, news: changes.added)
    if query.isPlain { viewport.add(arrivals: topIndex - top, top: topIndex) }
    return effects + record
  }

  private mutating func mergeGap(
    _ page: BatchPage, afterID id: BatchID, sentAt: Double
  ) -> [Effect] {
    let top = topIndex
    let gapIndex = list.index(of: id.text) ?? -1
    let isAbove = max(0, gapIndex) < (selection.id.flatMap { list.index(of: $0) } ?? 0)
    // A page may repeat rows above the gap; only one from below it closes it.
    let metKnown = page.batches.contains { (list.index(of: $0.id) ?? -1) > gapIndex }
    let record = record(page.batches, after: id)
    let changes = list.merge(page.batches, after: .after(id: id.text), asOf: sentAt)
    let effects = apply(changes, news: changes.added) + record
    if isAbove, query.isPlain { viewport.add(arrivals: topIndex - top, top: topIndex) }
    let deepest = page.batches.max { (list.index(of: $0.id) ?? -1) < (list.index(of: $1.id) ?? -1) }
    let isBelow = deepest.map { (list.index(of: $0.id) ?? -1) > gapIndex } ?? false
    let doubt = loader.merged(
      page, intoGapAfter: id, newRows: changes.added.count, metKnown: metKnown,
      deepest: isBelow ? deepest?.key : nil)
    if let doubt { say(.gapStays(reason: doubt)) }
    return effects
  }

  private mutating func tell(_ failure: ServiceFailure, of purpose: PageLoader.Purpose) {
    switch purpose {
    case .tail:
      // Without rows, the whole screen shows it.
      if !list.isEmpty { say(.pageFailed(failure)) }
    case .gap:
      say(.gapFailed(failure))
    case .autoRefresh where message != nil || overlay != nil:
      break
    case .refresh, .autoRefresh, .reload:
      say(.refreshFailed(failure))
    }
  }
}
