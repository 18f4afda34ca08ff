import BatchStore
import Batches

/// Decides which request is sent next, and what an answer is for: the tail of the list, its gaps, a
/// refresh, a full reload, retries, and loading all.
///
/// It knows neither cursor nor filter nor screen, only what they want (`RowDemand`), and changes no
/// row: what came is handed out as events, in the order in which they are to be applied. Moments are
/// seconds since 1970.
struct PageLoader: Sendable {
  private let pageSize: Int
  private(set) var job: Job?
  private(set) var ahead: RequestAhead?
  /// The pager of the list's tail.
  private(set) var tail: Pager
  /// Why no more pages are loaded; the next try is the user's.
  private(set) var tailFailure: ServiceFailure?
  private(set) var gaps: [Gap] = []
  /// Elements without an id that the server sent.
  private(set) var skipped = SkippedElements()
  /// An auto-refresh between two of its requests, since pages that the cursor needs go first.
  private(set) var pausedRefresh: HeadRefresh?
  /// Set while all that is left of the list is read.
  private(set) var loadAll: LoadAllProgress?
  /// When loading all last reached the end of the list.
  private(set) var loadAllEndedAt: Double?
  private(set) var autoRefresh = AutoRefresh()
  /// When the head of the list was last asked for.
  private(set) var refreshedAt: Double?
  private(set) var numbers = JobNumbers()
  private var random: SplitMix64

  /// - Parameters:
  ///   - pageSize: rows to ask for in one request.
  ///   - seed: of the jitter of retries.
  init(pageSize: Int, seed: UInt64) {
    self.pageSize = pageSize
    tail = Pager(limit: pageSize)
    random = SplitMix64(seed: seed)
  }
}

// MARK: Asking

extension PageLoader {
  /// Sends the next request that the demand calls for, unless one is under way.
  mutating func fetch(for demand: RowDemand, in list: BatchList, now: Double) -> Output {
    guard isIdle, let (purpose, request) = next(for: demand, in: list) else { return Output() }
    let work: Work =
      if case .gap(let id) = purpose { .gap(afterID: id) } else { .tail }
    return start(work, .page(request), now: now)
  }

  /// What the demand calls for, or that all is to be loaded.
  private func next(
    for demand: RowDemand, in list: BatchList
  ) -> (purpose: Purpose, request: PageRequest)? {
    switch demand.rows {
    case .below(let cursor, let ahead):
      if let gap = nextGap(below: cursor, ahead: ahead, from: demand.gapsFrom, in: list),
        let request = gap.pager.next
      {
        return (.gap(afterID: gap.afterID), request)
      }
      guard let request = tail.next else { return nil }
      let isNear = tailFailure == nil && list.count - 1 - cursor < ahead
      return isLoadingAll || isNear ? (.tail, request) : nil
    case .anywhere:
      return nextToLoadAll ?? nextAnywhere
    case .none:
      return nextToLoadAll
    }
  }

  /// Whether a request would bring rows that may belong anywhere in the list.
  var hasRowsToFetch: Bool { nextAnywhere != nil }

  private var nextToLoadAll: (purpose: Purpose, request: PageRequest)? {
    isLoadingAll ? tail.next.map { (.tail, $0) } : nil
  }

  /// A row that is missing anywhere in the list may be one that is wanted.
  private var nextAnywhere: (purpose: Purpose, request: PageRequest)? {
    let gap = gaps.first { $0.failure == nil && $0.pager.next != nil }
    if let gap, let request = gap.pager.next { return (.gap(afterID: gap.afterID), request) }
    guard tailFailure == nil, let request = tail.next else { return nil }
    return (.tail, request)
  }

  /// The gap that the cursor nears from above, or that is on screen while the user moves.
  private func nextGap(
    below cursor: Int, ahead: Int, from firstIndex: Int?, in list: BatchList
  ) -> Gap? {
    gaps.first { gap in
      guard gap.failure == nil, gap.pager.next != nil,
        let index = list.index(of: gap.afterID.text)
      else { return false }
      if index >= cursor { return index - cursor < ahead }
      return firstIndex.map { index + 1 >= $0 } ?? false
    }
  }

  private mutating func start(_ work: Work, _ request: ServiceRequest, now: Double) -> Output {
    if let ahead, case .tail = work, request == .page(ahead.request) {
      job = Job(
        work: work, request: request, phase: .waiting(number: ahead.number), sentAt: ahead.sentAt)
      self.ahead = nil
      return Output()
    }
    let number = numbers.next()
    job = Job(work: work, request: request, phase: .waiting(number: number), sentAt: now)
    return Output(requests: [.send(request, number: number)])
  }

  /// Sends the next request before the page in front of it is decoded, where that page's outline
  /// leaves no doubt that there is a page after it.
  mutating func sendAhead(
    of outline: PageOutline, number: Int, demand: RowDemand, in list: BatchList, now: Double
  ) -> Output {
    guard isLoadingAll, ahead == nil, purpose == .tail, job?.phase == .waiting(number: number),
      next(for: demand, in: list)?.purpose == .tail, !list.contains(outline.lastID.text),
      let request = tail.next(behind: outline)
    else { return Output() }
    let next = numbers.next()
    ahead = RequestAhead(request: request, number: next, follows: number, sentAt: now)
    return Output(requests: [.send(.page(request), number: next)])
  }

  /// Ends a request that was sent ahead when the page in front of it is not waited for any more and
  /// did not lead to it. To be called after every change.
  mutating func dropUnwantedAhead() -> Output {
    guard let ahead, job?.phase != .waiting(number: ahead.follows) else { return Output() }
    self.ahead = nil
    return Output(requests: [.cancel(number: ahead.number)])
  }

  // MARK: Trying again

  /// Sends the request of a pausing job again.
  mutating func retryNow() -> Output {
    guard var job else { return Output() }
    let number = numbers.next()
    job.phase = .waiting(number: number)
    job.retriesDone += 1
    self.job = job
    return Output(requests: [.send(job.request, number: number)])
  }

  mutating func retryIfDue(now: Double) -> Output {
    guard let pause, pause.due <= now else { return Output() }
    return retryNow()
  }

  /// The user asks again for what could not be had.
  mutating func forgetFailures() {
    tailFailure = nil
    for index in gaps.indices {
      gaps[index].failure = nil
      if gaps[index].pager.next == nil {
        gaps[index] = Gap(afterID: gaps[index].afterID, limit: tail.limit)
      }
    }
  }

  // MARK: Stopping

  /// Drops the work in progress; a response that still arrives is stale.
  mutating func drop() -> Output {
    defer { endJob() }
    guard case .waiting(let number)? = job?.phase else { return Output() }
    return Output(requests: [.cancel(number: number)])
  }

  /// The user cancels the work in progress.
  mutating func cancel(now: Double) -> Output {
    autoRefresh.pacing.resetInterval(at: now)
    return drop()
  }

  /// The user stops the first page: nothing more is asked for until the user says so.
  mutating func cancelFirstPage() -> Output {
    let output = drop()
    tailFailure = ServiceFailure(.cancelled, "Stopped before the first page came")
    return output
  }

  private mutating func endJob() {
    if case .refresh(let refresh, _)? = job?.work { leaveGap(of: refresh) }
    if let pausedRefresh { leaveGap(of: pausedRefresh) }
    job = nil
    pausedRefresh = nil
  }

  /// A refresh whose pages are in the list already may end before it meets the rows below them.
  private mutating func leaveGap(of refresh: HeadRefresh) {
    guard refresh.appliesPages, !refresh.isJoined, let last = refresh.lastOfHead else { return }
    gaps.append(Gap(afterID: last, limit: tail.limit))
  }

  /// Ends the work that waits for its next try with its failure.
  mutating func giveUp(now: Double) -> Output {
    guard let pause else { return Output() }
    return giveUp(pause.failure, now: now)
  }

  private mutating func giveUp(_ failure: ServiceFailure, now: Double) -> Output {
    guard let purpose else { return Output() }
    endJob()
    if failure.retry != .never || purpose.isAskedFor { backOff(after: failure, now: now) }
    switch purpose {
    case .tail:
      tailFailure = failure
      loadAll = nil
    case .gap(let id):
      for index in gaps.indices where gaps[index].afterID == id { gaps[index].failure = failure }
    case .refresh, .autoRefresh, .reload: break
    }
    return Output(events: [.failed(failure, purpose)])
  }

  private mutating func backOff(after failure: ServiceFailure, now: Double) {
    let jitter = Double.random(in: 0..<1, using: &random)
    autoRefresh.pacing.failed(failure.retry, jitter: jitter, at: now)
  }
}

// MARK: Loading all

extension PageLoader {
  mutating func startLoadingAll(now: Double) -> Output {
    forgetFailures()
    guard tail.next != nil else { return Output(events: [.loadedAll]) }
    loadAll = LoadAllProgress(startedAt: now)
    switch purpose {
    case .tail, .gap:
      // A page that is under way is the first one of the rest.
      pausedRefresh = nil
      return isPausing ? retryNow() : Output()
    case .refresh, .autoRefresh, .reload, nil:
      return drop()
    }
  }

  /// - Parameter demand: whose page is still read, if it is the one under way.
  mutating func stopLoadingAll(demand: RowDemand, in list: BatchList, now: Double) -> Output {
    loadAll = nil
    autoRefresh.pacing.resetInterval(at: now)
    if let purpose, purpose == next(for: demand, in: list)?.purpose { return Output() }
    return drop()
  }

  /// Forgets when loading all ended: the user has been notified.
  mutating func forgetEndOfLoadingAll() { loadAllEndedAt = nil }

  private mutating func countForLoadingAll(newRows: Int, now: Double) -> Output {
    guard loadAll != nil else { return Output() }
    loadAll?.add(newRows: newRows)
    guard tail.next == nil else { return Output() }
    loadAll = nil
    loadAllEndedAt = now
    return Output(events: [.loadedAll])
  }
}

// MARK: What is known from earlier runs

extension PageLoader {
  /// The list goes on behind rows of the history.
  /// - Parameters:
  ///   - pager: behind the last of them.
  ///   - gaps: the rows below which rows may be missing.
  mutating func resume(_ pager: Pager, gaps: [BatchID], now: Double) -> Output {
    tail = pager
    self.gaps += gaps.map { Gap(afterID: $0, limit: tail.limit) }
    // Loading all may have been asked for meanwhile.
    return countForLoadingAll(newRows: 0, now: now)
  }

  /// The head of the list, read again, came to the end of it, and the rows that were left behind that are
  /// removed.
  mutating func noteEnd(in list: BatchList) {
    tail = .ended(limit: tail.limit)
    gaps.removeAll { $0.afterID.text == list.lastID || !list.contains($0.afterID.text) }
  }
}

// MARK: Refreshing and reloading

extension PageLoader {
  /// Starts a refresh in place of the work in progress; without any rows, starts the list over.
  /// - Parameter appliesPages: whether each page is handed out as it comes. Otherwise a refresh that fails
  ///   changes nothing.
  mutating func refresh(
    _ targets: RefreshTargets, isAskedFor: Bool, appliesPages: Bool = false, in list: BatchList,
    now: Double
  ) -> Output {
    var output = Output()
    if isAskedFor {
      forgetFailures()
      output = drop()
      guard !list.isEmpty else {
        tail = Pager(limit: pageSize)
        skipped = SkippedElements()
        return output
      }
    }
    let refresh = HeadRefresh(
      limit: pageSize, sendsLimit: tail.limit != nil, pinned: targets.pinned,
      onScreen: targets.onScreen, appliesPages: appliesPages, startedAt: now)
    return output + goOn(with: refresh, isAskedFor: isAskedFor, in: list, now: now)
  }

  /// Goes on with the refresh that let the cursor's needs go first.
  mutating func resumeRefresh(in list: BatchList, now: Double) -> Output {
    guard isIdle, let refresh = pausedRefresh else { return Output() }
    pausedRefresh = nil
    return goOn(with: refresh, isAskedFor: false, in: list, now: now)
  }

  /// Sends the next request of a refresh, or hands it out when it is complete.
  private mutating func goOn(
    with refresh: HeadRefresh, isAskedFor: Bool, in list: BatchList, now: Double
  ) -> Output {
    var refresh = refresh
    if let request = refresh.next(in: list) {
      return start(.refresh(refresh, isAskedFor: isAskedFor), request, now: now)
    }
    job = nil
    if refresh.leavesGap, let last = refresh.lastOfHead {
      gaps.append(Gap(afterID: last, limit: tail.limit))
    }
    skipped.add(refresh.skipped)
    refreshedAt = refresh.startedAt
    return Output(events: [.refreshed(refresh, isAskedFor: isAskedFor)])
  }

  /// The rows of a refresh or reload are in the list.
  /// - Parameter changed: whether any of them is new, gone, or another than before.
  mutating func refreshSucceeded(changed: Bool, now: Double) {
    autoRefresh.pacing.succeeded(changed: changed, at: now)
  }

  /// Starts a full reload in place of the work in progress.
  mutating func reload(_ list: BatchList, now: Double) -> Output {
    forgetFailures()
    let output = drop()
    let lastGap = gaps.compactMap { list.index(of: $0.afterID.text) }.max() ?? -1
    let reload = FullReload(
      limit: pageSize, sendsLimit: tail.limit != nil, lastGap: lastGap, startedAt: now)
    return output + goOn(with: reload, now: now)
  }

  private mutating func goOn(with reload: FullReload, now: Double) -> Output {
    if let request = reload.next() { return start(.reload(reload), request, now: now) }
    job = nil
    tail = reload.pager
    gaps = []
    skipped = reload.pager.skipped
    refreshedAt = reload.startedAt
    return Output(events: [.reloaded(reload)])
  }

  // MARK: Auto-refresh

  mutating func pauseAutoRefresh() -> Output {
    autoRefresh.isPaused = true
    return dropAutoRefresh()
  }

  mutating func resumeAutoRefresh() {
    autoRefresh.isPaused = false
    autoRefresh.pacing.hurry()
  }

  mutating func dropAutoRefresh() -> Output {
    if purpose == .autoRefresh { return drop() }
    pausedRefresh = nil
    return Output()
  }

  /// Whether the terminal has the focus; without it the list is refreshed less often.
  mutating func noteFocus(_ hasFocus: Bool) { autoRefresh.hasFocus = hasFocus }
}

// MARK: Answers

extension PageLoader {
  /// Whether the answer of this number is waited for; any other is stale.
  private func isWaiting(for number: Int) -> Bool { job?.phase == .waiting(number: number) }

  /// Takes the answer to a request for a page.
  mutating func receive(
    page result: Result<BatchPage, ServiceFailure>, number: Int, in list: BatchList, now: Double
  ) -> Output {
    guard isWaiting(for: number) else { return Output() }
    switch result {
    case .failure(let failure): return fail(failure, in: list, now: now)
    case .success(let page): return accept(page, in: list, now: now)
    }
  }

  /// Takes the answer to a request for one batch, which only refreshes send.
  mutating func receive(
    batch result: Result<Batch, ServiceFailure>, number: Int, in list: BatchList, now: Double
  ) -> Output {
    guard isWaiting(for: number) else { return Output() }
    switch result {
    case .failure(let failure): return fail(failure, in: list, now: now)
    case .success(let batch):
      modifyRefresh { $0.accept(batch) }
      return nextStep(in: list, now: now)
    }
  }

  private mutating func accept(_ page: BatchPage, in list: BatchList, now: Double) -> Output {
    guard let job else { return Output() }
    switch job.work {
    case .modifying: return Output()
    case .tail:
      self.job = nil
      return acceptTail(page, after: job.request.after, sentAt: job.sentAt, in: list, now: now)
    case .gap(let id):
      self.job = nil
      pausedRefresh?.take(newer: page.batches)
      return Output(events: [.gapPage(page, afterID: id, sentAt: job.sentAt)])
    case .refresh:
      let events = acceptInRefresh(page, in: list)
      return Output(events: events) + nextStep(in: list, now: now)
    case .reload:
      modifyReload { $0.accept(page, replacing: list, now: Int(now.rounded(.down))) }
      return nextStep(in: list, now: now)
    }
  }

  /// - Parameter after: the row that the page was to follow; nil for the head.
  private mutating func acceptTail(
    _ page: BatchPage, after: BatchID?, sentAt: Double, in list: BatchList, now: Double
  ) -> Output {
    let newIDs = Set(page.batches.map(\.key)).count { !list.contains($0.text) }
    skipped.add(page, asked: after, newIDs: newIDs)
    tail.accept(page, newIDs: newIDs)
    tailFailure = nil
    pausedRefresh?.take(newer: page.batches)
    if list.isEmpty {
      refreshedAt = sentAt
      autoRefresh.pacing.succeeded(changed: true, at: now)
    }
    let isDeferred = isLoadingAll && tail.next != nil
    return Output(
      events: [.tailPage(page, afterID: after, sentAt: sentAt, isDeferred: isDeferred)])
      + countForLoadingAll(newRows: newIDs, now: now)
  }

  /// The rows of a gap's page are in the list.
  /// - Parameters:
  ///   - newRows: how many of them the list did not have.
  ///   - metKnown: whether the page held a row that stood below the gap.
  ///   - deepest: the page's last row in the list; nil where all are above the gap.
  /// - Returns: why the gap may stay, where the server does not continue; nil as a rule.
  mutating func merged(
    _ page: BatchPage, intoGapAfter id: BatchID, newRows: Int, metKnown: Bool, deepest: BatchID?
  ) -> String? {
    guard let index = gaps.firstIndex(where: { $0.afterID == id }) else { return nil }
    skipped.add(page, asked: gaps[index].pager.next?.after, newIDs: newRows)
    gaps[index].pager.accept(page, newIDs: newRows)
    if let deepest { gaps[index].afterID = deepest }
    let coverage = gaps[index].pager.coverage
    if metKnown || coverage == .complete {
      gaps.remove(at: index)
      return nil
    }
    guard case .maybeIncomplete(let reason) = coverage else { return nil }
    return reason
  }

  /// The next request of the refresh or reload that has just got an answer.
  private mutating func nextStep(in list: BatchList, now: Double) -> Output {
    guard let job else { return Output() }
    switch job.work {
    case .refresh(let refresh, isAskedFor: true):
      return goOn(with: refresh, isAskedFor: true, in: list, now: now)
    case .refresh(let refresh, isAskedFor: false):
      self.job = nil
      pausedRefresh = refresh
      return Output()
    case .reload(let reload):
      // Not held twice, so that it grows in place.
      self.job = nil
      return goOn(with: reload, now: now)
    case .tail, .gap, .modifying:
      return Output()
    }
  }

  private mutating func acceptInRefresh(_ page: BatchPage, in list: BatchList) -> [Event] {
    modifyRefresh { refresh in
      let (isPartOfHead, before) = (refresh.isReadingHead, refresh.lastOfHead)
      refresh.accept(page, in: list)
      guard refresh.appliesPages, isPartOfHead else { return [] }
      return [
        .refreshPage(
          page, afterID: before, sentAt: refresh.startedAt, reachesEnd: refresh.reachesEnd)
      ]
    } ?? []
  }

  @discardableResult
  private mutating func modifyRefresh<Value>(_ change: (inout HeadRefresh) -> Value) -> Value? {
    guard case .refresh(var refresh, let isAskedFor)? = job?.work else { return nil }
    job?.work = .modifying
    defer { job?.work = .refresh(refresh, isAskedFor: isAskedFor) }
    return change(&refresh)
  }

  @discardableResult
  private mutating func modifyReload<Value>(_ change: (inout FullReload) -> Value) -> Value? {
    guard case .reload(var reload)? = job?.work else { return nil }
    job?.work = .modifying
    defer { job?.work = .reload(reload) }
    return change(&reload)
  }

  // MARK: Failures

  private mutating func fail(_ failure: ServiceFailure, in list: BatchList, now: Double) -> Output {
    if let output = recover(from: failure, in: list, now: now) { return output }
    if purpose == .autoRefresh { return failAutoRefresh(failure, now: now) }
    let jitter = Double.random(in: 0..<1, using: &random)
    let retriesDone = job?.retriesDone ?? 0
    switch RetryPolicy.decide(after: failure, retriesDone: retriesDone, jitter: jitter) {
    case .wait(let seconds):
      job?.phase = .pausing(due: now + seconds, failure: failure)
      return Output()
    case .giveUp, .comeBack:
      return giveUp(failure, now: now)
    }
  }

  /// Only the first failure is reported: later refreshes come at growing intervals, and the head of
  /// the screen says when.
  private mutating func failAutoRefresh(_ failure: ServiceFailure, now: Double) -> Output {
    endJob()
    let isFirst = autoRefresh.pacing.failures == 0
    backOff(after: failure, now: now)
    return isFirst ? Output(events: [.failed(failure, .autoRefresh)]) : Output()
  }

  /// Asks in another way where the server refused the way it was asked; nil where it cannot.
  private mutating func recover(
    from failure: ServiceFailure, in list: BatchList, now: Double
  ) -> Output? {
    switch purpose {
    case nil: return nil
    case .tail:
      guard tail.recover(from: failure), let request = tail.next else { return nil }
      return start(.tail, .page(request), now: now)
    case .gap(let id):
      guard let index = gaps.firstIndex(where: { $0.afterID == id }),
        gaps[index].pager.recover(from: failure), let request = gaps[index].pager.next
      else { return nil }
      return start(.gap(afterID: id), .page(request), now: now)
    case .refresh, .autoRefresh:
      guard modifyRefresh({ $0.recover(from: failure) }) == true else { return nil }
      return nextStep(in: list, now: now)
    case .reload:
      guard modifyReload({ $0.recover(from: failure) }) == true else { return nil }
      return nextStep(in: list, now: now)
    }
  }
}
