import BatchHistory
import BatchInsight
import BatchListing
import Batches

extension SQLiteHistory {
  /// Delivers the rows that the server had when it was last read, as a `BatchReader` does.
  /// - Parameter gone: whether to deliver those that it no longer had.
  func list(
    _ request: ListingRequest, gone: Bool = false, _ handle: (BatchReader.Event) throws -> Void
  ) throws -> ListingResult {
    struct Full: Error {}
    var result = ListingResult(end: .complete)
    let start = request.after.map { BatchID($0) }
    var hasStarted = start == nil
    do {
      try read(gone ? .gone : .present) { rows in
        var batches = rows.map(\.batch)
        if !hasStarted, let start {
          guard let index = batches.firstIndex(where: { $0.key.isNamed(start) }) else { return }
          hasStarted = true
          batches.removeFirst(index + 1)
        }
        let room = request.limit.map { $0 - result.rows } ?? .max
        let isCut = batches.count > room
        if isCut { batches.removeLast(batches.count - room) }
        result.rows += batches.count
        if !batches.isEmpty { try handle(.rows(batches)) }
        if isCut { throw Full() }
      }
    } catch is Full {
      result.end = .limitReached
    }
    if !hasStarted { result.end = .failed(ServiceFailure(.notFound, "", refusedParameter: .after)) }
    return result
  }
}

extension HistoryCoverage {
  /// How old what is known is.
  func ageText(now: Int, zone: ZoneRules) -> String {
    guard let headReadAt else {
      return "From the history, which does not know the newest batches"
    }
    let text =
      "As of \(TimeText.absolute(headReadAt, zone: zone)) "
      + "(\(TimeText.relative(min(headReadAt, now), now: now))), from the history"
    guard gaps > 0 else { return text }
    return text + ", which lacks batches at " + counted(gaps, "place", "places")
      + " (`lazybatch list --all` reads them)"
  }
}
