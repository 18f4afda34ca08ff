import Batches

/// A server of batches as a value: a correct list, and the ways in which servers deviate from it.
package struct FakeList: Sendable {
  /// What the server says about `has_more`.
  package enum HasMore: Sendable {
    case honest, missing, alwaysTrue, alwaysFalse
    /// True on every page with rows.
    case alwaysTrueButEmpty
  }

  /// Newest first.
  package var batches: [Batch]
  package var largestPage = 5
  package var hasMore = HasMore.honest
  package var ignoresAfter = false
  /// Every page after a cursor is empty.
  package var forgetsCursors = false
  /// The whole list as a bare array.
  package var isBare = false
  /// The number of rows before the cursor that are repeated.
  package var overlap = 0
  /// Cursors whose pages form a cycle.
  package var cycle: [String: Int] = [:]
  /// Whether all cursors and limits are rejected, or only some cursors.
  package var refusesCursors = false
  package var refusedCursors: Set<BatchID> = []
  package var refusesLimits = false
  /// Rejections have no code and only say that the batch was not found.
  package var refusesVaguely = false
  /// The last row of each page has no id.
  package var hidesLastID = false
  /// What happens to the list before the request of this number, counted from 0.
  package var events: [Int: @Sendable (inout FakeList) -> Void] = [:]

  package private(set) var requests: [PageRequest] = []

  /// Rows of a page for which no limit is asked for, if it may be as large.
  private static let defaultLimit = 20

  package init(_ batches: [Batch], largestPage: Int = 5) {
    self.batches = batches
    self.largestPage = largestPage
  }

  /// - Parameter change: makes the list deviate from a correct one.
  package init(rows: [String], _ change: (inout FakeList) -> Void = { _ in }) {
    self.init(rows.map { Batch(id: $0) })
    change(&self)
  }

  package var ids: [String] { batches.map(\.id) }

  package mutating func page(_ request: PageRequest) throws(ServiceFailure) -> BatchPage {
    if let event = events[requests.count] { event(&self) }
    requests.append(request)
    if refusesLimits, request.limit != nil { throw refusal(.limit, code: "20075") }
    if isBare { return BatchPage(batches: batches, isWholeList: true) }
    let start = try start(request.after)
    let size = min(request.limit ?? Self.defaultLimit, largestPage)
    let rows =
      forgetsCursors && request.after != nil
      ? [] : batches.dropFirst(max(0, start - overlap)).prefix(size)
    let named = rows.dropLast(hidesLastID ? 1 : 0)
    return BatchPage(
      batches: Array(named), hasMore: hasMore(after: rows.endIndex, isEmpty: rows.isEmpty),
      skippedBehind: named.count < rows.count ? [named.count: 1] : [:])
  }

  private func start(_ after: BatchID?) throws(ServiceFailure) -> Int {
    guard let after, !ignoresAfter else { return 0 }
    if let place = cycle[after.text] { return place }
    guard !refusesCursors, !refusedCursors.contains(after),
      let place = batches.firstIndex(where: { $0.key == after })
    else { throw refusal(.after, code: "20076") }
    return place + 1
  }

  private func hasMore(after end: Int, isEmpty: Bool) -> Bool? {
    switch hasMore {
    case .honest: end < batches.count
    case .missing: nil
    case .alwaysTrue: true
    case .alwaysFalse: false
    case .alwaysTrueButEmpty: !isEmpty
    }
  }

  private func refusal(_ parameter: RefusedParameter, code: String) -> ServiceFailure {
    refusesVaguely
      ? ServiceFailure(.badRequest, "refused", status: 400, serverMessage: "Batch not found")
      : ServiceFailure(
        .badRequest, "refused", status: 400, serverCode: code, refusedParameter: parameter)
  }
}
