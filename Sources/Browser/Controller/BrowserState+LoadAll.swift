import Batches

/// `L`: the rest of the list, to its end.
extension BrowserState {
  /// Whether the list is being read to its end.
  var isLoadingAll: Bool { loadAll != nil }

  /// Whether something that the user asked for goes on.
  var isWorking: Bool { isLoadingAll || job?.work.isAskedFor == true }

  mutating func startLoadingAll() -> [Effect] {
    if isLoadingAll, job?.isPausing == true { return retryNow() }
    if isBusy() { return [] }
    forgetFailures()
    guard tail.next != nil else {
      tellThatAllIsLoaded()
      return []
    }
    loadAll = LoadAll(startedAt: now)
    switch job?.work {
    case .tail, .gap:
      // A page that is under way is the first one of the rest.
      refresh = nil
      if job?.isPausing == true { return retryNow() }
      return []
    case .refresh, .autoRefresh, .reread, nil: return dropJob()
    }
  }

  mutating func stopLoadingAll() -> [Effect] {
    guard let stopped = loadAll else { return [] }
    loadAll = nil
    // A view that is short of rows must not go on by itself with what was just stopped.
    stretch.isStopped = true
    autoRefresh.pacing.restAnew(at: now)
    message = Message("stopped after \(Self.rows(stopped.rows)); \(loadedRows), more on the server")
    // The page that is under way may be one that the cursor needs.
    if query.isPlain, let job, job.work == nextForList?.work { return [] }
    return dropJob()
  }

  /// Sends the next request before the page in front of it is decoded, where that page's outline
  /// leaves no doubt that the walk goes on behind its last row.
  mutating func sendAhead(of outline: PageOutline, number: Int) -> [Effect] {
    guard isLoadingAll, ahead == nil, let job, job.work == .tail,
      job.phase == .waiting(number: number), nextForList?.work == .tail,
      !list.contains(outline.lastID.text), let request = tail.next(behind: outline)
    else { return [] }
    requestsSent += 1
    ahead = RequestAhead(request: request, number: requestsSent, follows: number, sentAt: now)
    return [.send(.page(request), number: requestsSent)]
  }

  /// Ends a request that was sent ahead when the page in front of it is not waited for any more and
  /// did not lead to it.
  mutating func dropUnwantedAhead() -> [Effect] {
    guard let ahead, job?.phase != .waiting(number: ahead.follows) else { return [] }
    self.ahead = nil
    return [.cancel(number: ahead.number)]
  }

  /// Takes a page into account that came while all is loaded.
  mutating func countForLoadingAll(newRows: Int) {
    guard loadAll != nil else { return }
    loadAll?.took(newRows: newRows)
    guard tail.next == nil else { return }
    loadAll = nil
    loadAllEndedAt = now
    tellThatAllIsLoaded()
  }

  private mutating func tellThatAllIsLoaded() {
    if case .maybeIncomplete(let reason) = tail.coverage {
      message = Message("\(loadedRows), but the list may be incomplete: \(reason)", .warning)
    } else {
      message = Message(
        list.isEmpty ? "there are no batches" : "all loaded: \(Self.rows(list.count))")
    }
  }

  private var loadedRows: String {
    Self.rows(list.count) + (list.count == 1 ? " is" : " are") + " loaded"
  }

  private static func rows(_ count: Int) -> String {
    count.grouped + (count == 1 ? " row" : " rows")
  }
}
