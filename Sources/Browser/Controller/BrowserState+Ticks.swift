import Batches
import Screen

extension BrowserState {
  /// When the screen will show something else although nothing happens, in seconds since 1970;
  /// nil when it stays as it is.
  var nextWake: Double? {
    var due: [Double] = []
    if case .pausing(let time, _)? = job?.phase {
      // The countdown shows whole seconds.
      let left = time - now
      due.append(left > 1 ? now + max(0.02, left - left.rounded(.down)) : time)
    }
    if let refreshedAt { due.append(now + RelativeTime.secondsToChange(since: refreshedAt, at: now)) }
    if !layout.rows.isEmpty && timeMode == .relative {
      for index in visibleIndices {
        guard let created = list[index].batch.times[.created] else { continue }
        due.append(now + RelativeTime.secondsToChange(since: Double(created), at: now))
      }
    }
    if let detail = detailSecondsToChange { due.append(now + detail) }
    return due.min()
  }
}
