import Batches

/// What the loader is doing.
extension PageLoader {
  var isIdle: Bool { job == nil }

  /// What the request is for that waits for its answer or its next try; nil for none.
  var purpose: Purpose? {
    switch job?.work {
    case nil, .modifying: nil
    case .tail: .tail
    case .gap(let id): .gap(afterID: id)
    case .refresh(_, let isAskedFor): isAskedFor ? .refresh : .autoRefresh
    case .reload: .reload
    }
  }

  /// Why and until when the request waits for its next try; nil where it does not.
  var pause: (due: Double, failure: ServiceFailure)? {
    guard case .pausing(let due, let failure)? = job?.phase else { return nil }
    return (due, failure)
  }

  var isPausing: Bool { pause != nil }
  var isWaiting: Bool { job != nil && !isPausing }

  /// Whether the list is being read to its end.
  var isLoadingAll: Bool { loadAll != nil }

  /// Whether something that the user asked for is in progress.
  var isWorking: Bool { isLoadingAll || purpose?.isAskedFor == true }

  /// Whether an auto-refresh has begun.
  var isAutoRefreshing: Bool { purpose == .autoRefresh || pausedRefresh != nil }

  /// Pages that a full reload has read.
  var pagesReloaded: Int? {
    guard case .reload(let reload)? = job?.work else { return nil }
    return reload.pagesRead
  }

  /// When the list is next refreshed without being asked; nil while it is not: that is paused, or
  /// all that is loaded has ended.
  /// - Parameter isNeeded: whether anything that is loaded may change.
  func autoRefreshDue(isNeeded: Bool) -> Double? {
    guard !autoRefresh.isPaused, isNeeded else { return nil }
    return autoRefresh.pacing.due(hasFocus: autoRefresh.hasFocus)
  }
}
