import Batches
import Screen

/// Which request is sent when, and what becomes of the answers.
extension BrowserState {
  /// Rows that shall be loaded below the cursor.
  var rowsAhead: Int { max(100, 3 * layout.rows.rows) }

  /// Starts the next request that the cursor's place calls for, if no other is under way.
  mutating func fetchAhead() -> [Effect] {
    guard job == nil else { return [] }
    defer { gapMayBeFilled = false }
    let effects = query.isPlain ? fetchForList() : fetchForView()
    // A request that was sent ahead may have become the job without an effect.
    return job == nil && effects.isEmpty ? refreshByItself() : effects
  }

  private mutating func fetchForList() -> [Effect] {
    guard let (work, request) = nextForList else { return [] }
    return start(work, .page(request))
  }

  /// What the cursor's place calls for, or that all is to be loaded.
  var nextForList: (work: Work, request: PageRequest)? {
    let index = cursorIndex ?? -1
    if let gap = nextGap(below: index), let request = gap.pager.next {
      return (.gap(afterID: gap.afterID), request)
    }
    guard let request = tail.next else { return nil }
    let isNear = tailFailure == nil && list.count - 1 - index < rowsAhead
    return isLoadingAll || isNear ? (.tail, request) : nil
  }

  /// The gap that the cursor nears from above, or that is on screen while the user moves.
  private func nextGap(below index: Int) -> Gap? {
    gaps.first { gap in
      guard gap.failure == nil, gap.pager.next != nil, let place = list.index(of: gap.afterID)
      else { return false }
      if place >= index { return place - index < rowsAhead }
      return gapMayBeFilled && place + 1 >= visibleIndices.lowerBound
    }
  }

  mutating func start(_ work: Work, _ request: ServiceRequest) -> [Effect] {
    if let ahead, work == .tail, request == .page(ahead.request) {
      job = Job(work: work, request: request, number: ahead.number, sentAt: ahead.sentAt)
      self.ahead = nil
      return []
    }
    requestsSent += 1
    job = Job(work: work, request: request, number: requestsSent, sentAt: now)
    return [.send(request, number: requestsSent)]
  }

  /// Forgets the work that goes on; its answer, if it still comes, is stale.
  mutating func dropJob() -> [Effect] {
    defer { endJob() }
    guard case .waiting(let number)? = job?.phase else { return [] }
    return [.cancel(number: number)]
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

  mutating func endJob() {
    job = nil
    refresh = nil
    reread = nil
  }

  // MARK: Answers

  /// The job that waits for the answer of this number; nil for a stale answer.
  private func job(waitingFor number: Int) -> Job? {
    guard let job, job.phase == .waiting(number: number) else { return nil }
    return job
  }

  mutating func receive(
    page result: Result<BatchPage, ServiceFailure>, number: Int
  ) -> [Effect] {
    guard let job = job(waitingFor: number) else { return [] }
    switch result {
    case .failure(let failure): return fail(job, failure)
    case .success(let page): return accept(page, for: job)
    }
  }

  mutating func receive(batch result: Result<Batch, ServiceFailure>, number: Int) -> [Effect] {
    guard let job = job(waitingFor: number) else { return [] }
    switch result {
    case .failure(let failure): return fail(job, failure)
    case .success(let batch):
      refresh?.accept(batch)
      if job.work == .autoRefresh {
        self.job = nil
        return []
      }
      return goOnRefreshing(.refresh)
    }
  }

  private mutating func accept(_ page: BatchPage, for job: Job) -> [Effect] {
    switch job.work {
    case .tail:
      self.job = nil
      acceptTail(page, sentAt: job.sentAt)
      return []
    case .gap(let id):
      self.job = nil
      acceptGap(page, afterID: id, sentAt: job.sentAt)
      return []
    case .refresh:
      refresh?.accept(page, in: list)
      return goOnRefreshing(.refresh)
    case .autoRefresh:
      // What the cursor needs goes first.
      self.job = nil
      refresh?.accept(page, in: list)
      return []
    case .reread:
      let second = ownSecond
      reread?.accept(page, replacing: list, now: second)
      return goOnRereading()
    }
  }

  private mutating func acceptTail(_ page: BatchPage, sentAt: Double) {
    let newIDs = Set(page.batches.map { BatchID($0.id) }).count { !list.contains($0.text) }
    let skippedBefore = tail.skipped
    tail.accept(page, newIDs: newIDs)
    skipped += tail.skipped - skippedBefore
    tailFailure = nil
    if isLoadingAll, tail.next != nil {
      pagePutOff = PagePutOff(page: page, sentAt: sentAt)
    } else {
      mergeTail(page, sentAt: sentAt)
    }
    countForLoadingAll(newRows: newIDs)
  }

  /// Takes in the page that was put off, if there is one.
  mutating func mergePutOff() {
    guard let putOff = pagePutOff else { return }
    pagePutOff = nil
    mergeTail(putOff.page, sentAt: putOff.sentAt)
  }

  private mutating func mergeTail(_ page: BatchPage, sentAt: Double) {
    let isFirst = list.isEmpty
    let anchor = list.lastID.map { BatchList.Anchor.after(id: $0) } ?? .head
    took(list.merge(page.batches, after: anchor, asOf: sentAt))
    refresh?.take(newer: page.batches)
    if isFirst {
      refreshedAt = sentAt
      autoRefresh.pacing.succeeded(changed: true, at: now)
      if selection.id == nil { selection = Selection(id: shownRow(at: 0)?.batch.id) }
    }
  }

  private mutating func acceptGap(_ page: BatchPage, afterID: String, sentAt: Double) {
    guard let position = gaps.firstIndex(where: { $0.afterID.hasSameBytes(as: afterID) }) else {
      return
    }
    let top = topIndex
    let isAbove = (list.index(of: afterID) ?? 0) < (selectedListIndex ?? 0)
    let place = list.index(of: afterID) ?? -1
    // A page may repeat rows above the gap; only one from below it closes it.
    let metKnown = page.batches.contains { (list.index(of: $0.id) ?? -1) > place }
    let changes = list.merge(page.batches, after: .after(id: afterID), asOf: sentAt)
    took(changes, news: changes.added)
    refresh?.take(newer: page.batches)
    if isAbove, query.isPlain { arrivals = min(topIndex, arrivals + topIndex - top) }
    var gap = gaps[position]
    let skippedBefore = gap.pager.skipped
    gap.pager.accept(page, newIDs: changes.added.count)
    skipped += gap.pager.skipped - skippedBefore
    let deepest = page.batches.max { (list.index(of: $0.id) ?? -1) < (list.index(of: $1.id) ?? -1) }
    if let deepest, (list.index(of: deepest.id) ?? -1) > place { gap.afterID = deepest.id }
    if metKnown || gap.pager.coverage == .complete {
      gaps.remove(at: position)
      return
    }
    gaps[position] = gap
    if case .maybeIncomplete(let reason) = gap.pager.coverage {
      message = Message("Rows may be missing here: \(reason). r tries again", .warning)
    }
  }

  // MARK: Failures

  private mutating func fail(_ job: Job, _ failure: ServiceFailure) -> [Effect] {
    if let effects = recover(job, from: failure) { return effects }
    if job.work == .autoRefresh { return failByItself(failure) }
    let jitter = Double.random(in: 0..<1, using: &random)
    switch RetryPolicy.decide(after: failure, retriesDone: job.retriesDone, jitter: jitter) {
    case .wait(let seconds):
      var waiting = job
      waiting.phase = .pausing(due: now + seconds, failure: failure)
      self.job = waiting
      return []
    case .giveUp, .comeBack:
      return giveUp(failure)
    }
  }

  /// Asks in another way where the server refused the way it was asked.
  private mutating func recover(_ job: Job, from failure: ServiceFailure) -> [Effect]? {
    switch job.work {
    case .tail:
      guard tail.recover(from: failure), let request = tail.next else { return nil }
      return start(.tail, .page(request))
    case .gap(let id):
      guard let position = gaps.firstIndex(where: { $0.afterID.hasSameBytes(as: id) }) else {
        return nil
      }
      guard gaps[position].pager.recover(from: failure), let request = gaps[position].pager.next
      else { return nil }
      return start(.gap(afterID: id), .page(request))
    case .refresh:
      return refresh?.recover(from: failure) == true ? goOnRefreshing(.refresh) : nil
    case .autoRefresh:
      guard refresh?.recover(from: failure) == true else { return nil }
      self.job = nil
      return []
    case .reread:
      return reread?.recover(from: failure) == true ? goOnRereading() : nil
    }
  }

  /// Ends the work that goes on with its failure: rows stay, the message tells.
  mutating func giveUp(_ failure: ServiceFailure) -> [Effect] {
    guard let work = job?.work else { return [] }
    endJob()
    if failure.retry != .never || work.isAskedFor { rest(after: failure) }
    switch work {
    case .tail:
      tailFailure = failure
      loadAll = nil
      // Without rows the whole screen tells it.
      if !list.isEmpty { message = Message("\(failure.sentence). r tries again", .failure) }
    case .gap(let id):
      for index in gaps.indices where gaps[index].afterID.hasSameBytes(as: id) {
        gaps[index].failure = failure
      }
      message = Message("Rows are missing here. \(failure.sentence)", .failure)
    case .refresh, .autoRefresh, .reread:
      message = Message("Not refreshed. \(failure.sentence)", .failure)
    }
    return []
  }

  /// Sends the request of a pausing job again.
  mutating func retryNow() -> [Effect] {
    guard var job else { return [] }
    requestsSent += 1
    job.phase = .waiting(number: requestsSent)
    job.retriesDone += 1
    self.job = job
    return [.send(job.request, number: requestsSent)]
  }

  mutating func retryIfDue() -> [Effect] {
    guard case .pausing(let due, _)? = job?.phase, due <= now else { return [] }
    return retryNow()
  }
}
