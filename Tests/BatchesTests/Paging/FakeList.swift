import Batches

/// A server of batches as a value: a correct list, and the ways in which servers deviate from it.
struct FakeList {
  /// What the server says about `has_more`.
  enum HasMore { case honest, missing, alwaysTrue, alwaysFalse }

  /// The rows' ids, newest first.
  var rows: [String]
  var largestPage = 5
  var hasMore = HasMore.honest
  var ignoresAfter = false
  /// The whole list as a bare array.
  var isBare = false
  /// The number of rows before the cursor that are repeated.
  var overlap = 0
  /// Cursors whose pages form a cycle.
  var cycle: [String: Int] = [:]
  /// Whether all cursors and limits are rejected, or only some cursors.
  var refusesCursors = false
  var refusedCursors: Set<BatchID> = []
  var refusesLimits = false
  /// Rejections have no code and only say that the batch was not found.
  var refusesVaguely = false
  /// The last row of each page has no id.
  var hidesLastID = false
  /// What happens to the list before the request of this number, counted from 0.
  var events: [Int: @Sendable (inout FakeList) -> Void] = [:]

  private(set) var requests: [PageRequest] = []

  mutating func page(_ request: PageRequest) throws(ServiceFailure) -> BatchPage {
    if let event = events[requests.count] { event(&self) }
    requests.append(request)
    if refusesLimits, request.limit != nil { throw refusal(.limit, code: "20075") }
    if isBare { return BatchPage(batches: rows.map { Batch(id: $0) }, isWholeList: true) }
    let start = try start(request.after)
    let size = min(request.limit ?? largestPage, largestPage)
    let ids = rows.dropFirst(max(0, start - overlap)).prefix(size)
    let named = ids.dropLast(hidesLastID ? 1 : 0)
    return BatchPage(
      batches: named.map { Batch(id: $0) }, hasMore: hasMore(after: ids.endIndex),
      skippedBehind: named.count < ids.count ? [named.count: 1] : [:])
  }

  private func start(_ after: BatchID?) throws(ServiceFailure) -> Int {
    guard let after, !ignoresAfter else { return 0 }
    if let place = cycle[after.text] { return place }
    guard !refusesCursors, !refusedCursors.contains(after),
      let place = rows.firstIndex(where: { BatchID($0) == after })
    else { throw refusal(.after, code: "20076") }
    return place + 1
  }

  private func hasMore(after end: Int) -> Bool? {
    switch hasMore {
    case .honest: end < rows.count
    case .missing: nil
    case .alwaysTrue: true
    case .alwaysFalse: false
    }
  }

  private func refusal(_ parameter: RefusedParameter, code: String) -> ServiceFailure {
    refusesVaguely
      ? ServiceFailure(.badRequest, "refused", status: 400, serverMessage: "Batch not found")
      : ServiceFailure(
        .badRequest, "refused", status: 400, serverCode: code, refusedParameter: parameter)
  }
}

/// The outcome of paging through a list.
struct Walk {
  /// The ids in the order in which they were first seen.
  private(set) var ids: [String] = []
  private(set) var failure: ServiceFailure?
  private(set) var pager: Pager
  private(set) var list: FakeList

  /// Walks until the pager, or a failure, says that it is over.
  /// - Parameter most: requests after which a walk counts as endless.
  init(_ list: FakeList, limit: Int = 5, after: BatchID? = nil, most: Int = 500) {
    self.list = list
    pager = Pager(limit: limit, after: after)
    var seen: Set<BatchID> = []
    while let request = pager.next, self.list.requests.count < most {
      do throws(ServiceFailure) {
        let page = try self.list.page(request)
        let new = page.batches.filter { seen.insert($0.key).inserted }.map(\.id)
        ids += new
        pager.accept(page, newIDs: new.count)
      } catch {
        if pager.recover(from: error) { continue }
        failure = error
        return
      }
    }
  }

  var requests: [PageRequest] { list.requests }
}
