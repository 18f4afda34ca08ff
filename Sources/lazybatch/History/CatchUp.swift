import BatchHistory
import BatchListing
import Batches

/// Brings a history up to date with fewer requests than it takes to read the whole list: reads from the
/// head until it meets a batch that had ended before, then where batches are missing, then those that had
/// not ended when they were last seen.
///
/// Every page is written before the next one is asked for, so that nothing is read twice after a failure.
struct CatchUp {
  private let server: Server
  private let history: SQLiteHistory
  private let pageSize: Int
  private var seen: Set<BatchID> = []
  private(set) var rows = 0

  init(_ server: Server, _ history: SQLiteHistory, pageSize: Int) {
    self.server = server
    self.history = history
    self.pageSize = pageSize
  }

  /// - Returns: how reading the last stretch ended; `limitReached` where all is up to date.
  /// - Throws: a `HistoryFailure`, and what `show` throws.
  mutating func run(
    _ show: (BatchReader.Event) throws -> Void
  ) async throws -> ListingResult.End {
    // Where pages can only be read one after the other, what is active further down needs all of them.
    let jumps = server.service.continuesAnywhere
    var end = try await read(.head, show) { known in
      jumps && known.contains { $0.map { $0.hasEnded && !$0.isGone } ?? false }
    }
    if end.isFinal || !jumps { return end }
    end = try await fillGaps(show)
    if end.isFinal { return end }
    return try await readActive(show)
  }

  private mutating func fillGaps(
    _ show: (BatchReader.Event) throws -> Void
  ) async throws -> ListingResult.End {
    var tried: Set<BatchID> = []
    while let gap = try ids(.gaps).first(where: { !tried.contains($0) }) {
      tried.insert(gap)
      let end = try await read(.after(gap), show) { known in
        known.contains { $0.map { !$0.isGone } ?? false }
      }
      if end.isRefusal(of: gap) {
        // The row before it now has the gap.
        try history.markGone(gap, at: SystemClock.second)
      } else if end.isFinal {
        return end
      }
    }
    return .limitReached
  }

  private mutating func readActive(
    _ show: (BatchReader.Event) throws -> Void
  ) async throws -> ListingResult.End {
    var missing = try ids(.active).filter { !seen.contains($0) }[...]
    while let id = missing.popFirst() {
      guard !seen.contains(id) else { continue }
      var end = ListingResult.End.limitReached
      if let before = try history.batch(before: id) {
        // One page: as many of those that follow as fit.
        end = try await read(.after(before), limit: pageSize, show) { _ in false }
        if case .failed = end, !end.isRefusal(of: before) { return end }
      }
      if !seen.contains(id), try history.known([id]).first??.isGone == false {
        end = try await readAlone(id, show)
      }
      if case .failed = end { return end }
    }
    return .limitReached
  }

  /// Looks up a batch that the list no longer has, or that cannot be reached from the one before it.
  private mutating func readAlone(
    _ id: BatchID, _ show: (BatchReader.Event) throws -> Void
  ) async throws -> ListingResult.End {
    let logger = server.logger
    let finding = try await BatchReader(service: server.service).batch(
      id: id.text, pageSize: pageSize
    ) { event in
      logger?.note(event)
      try show(event)
    }
    switch finding {
    case .batch(let batch):
      // Not an end: nothing is known of its neighbours.
      let start = try history.batch(before: id).map { HistoryStart.after($0) } ?? .head
      var reading = history.begin(start, at: SystemClock.second)
      try history.record([batch], in: &reading, at: SystemClock.second)
      seen.insert(id)
    case .unknown: try history.markGone(id, at: SystemClock.second)
    case .failed(let failure): return .failed(failure)
    }
    return .limitReached
  }

  private struct Met: Error {}
  /// The server does not know the row after which to read, and answers with the head of the list.
  private struct Ignored: Error {}

  /// Reads and records a stretch of the list.
  /// - Parameter isMet: whether to stop, given what was known of the rows of a page.
  private mutating func read(
    _ start: HistoryStart, limit: Int? = nil, _ show: (BatchReader.Event) throws -> Void,
    until isMet: ([HistoryKnowledge?]) -> Bool
  ) async throws -> ListingResult.End {
    var reading = history.begin(start, at: SystemClock.second)
    var end = ListingResult.End.limitReached
    var ids: [BatchID] = []
    let (history, logger, seen) = (history, server.logger, seen)
    let request = ListingRequest(after: start.after?.text, pageSize: pageSize, limit: limit)
    do {
      end = try await BatchReader(service: server.service).list(request, readingAhead: false) {
        event in
        logger?.note(event)
        try show(event)
        guard case .rows(let batches) = event else { return }
        let page = batches.map(\.key)
        if start != .head, let first = page.first, ids.isEmpty, seen.contains(first) {
          throw Ignored()
        }
        let known = try history.known(page)
        try history.record(batches, in: &reading, at: SystemClock.second)
        ids += page
        if isMet(known) { throw Met() }
      }.end
    } catch is Met {
    } catch is Ignored {
      return .failed(Self.refusal)
    }
    // Many servers answer an unknown row with an empty page.
    if let after = start.after, ids.isEmpty, end == .complete, try await !exists(after, show) {
      return .failed(Self.refusal)
    }
    if start == .head, ids.isEmpty, end == .complete,
      try history.doubtsEmptiness(at: SystemClock.second)
    {
      return .maybeIncomplete(ListRecorder.doubt)
    }
    try history.end(reading, reachedEnd: end == .complete, at: SystemClock.second)
    self.seen.formUnion(ids)
    rows += ids.count
    return end
  }

  private static let refusal = ServiceFailure(.notFound, "", refusedParameter: .after)

  private func exists(
    _ id: BatchID, _ show: (BatchReader.Event) throws -> Void
  ) async throws -> Bool {
    let finding = try await BatchReader(service: server.service)
      .batch(id: id.text, pageSize: pageSize, show)
    if case .batch = finding { return true }
    return false
  }

  private func ids(_ which: HistorySelection) throws -> [BatchID] {
    var ids: [BatchID] = []
    try history.read(which) { ids += $0.map(\.batch.key) }
    return ids
  }
}

extension ListingResult.End {
  /// Whether nothing is missing of what was asked for.
  var isWhole: Bool {
    switch self {
    case .complete, .limitReached: true
    case .failed, .maybeIncomplete: false
    }
  }

  /// Whether nothing more can be read, or it would be in vain.
  fileprivate var isFinal: Bool { !isWhole }
}

extension ListingResult.End {
  /// Whether the server does not know the row after which to read.
  fileprivate func isRefusal(of id: BatchID) -> Bool {
    guard case .failed(let failure) = self else { return false }
    return failure.refusedParameter == .after || failure.saysUnknown(id.text)
  }
}

extension HistoryStart {
  fileprivate var after: BatchID? { if case .after(let id) = self { id } else { nil } }
}
