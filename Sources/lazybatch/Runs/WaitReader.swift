import BatchInsight
import BatchListing
import BatchPresentation
import Batches

/// Reads what `wait` waits for: pages of the list, so that a look at many batches costs no more
/// requests than a look at one.
struct WaitReader {
  let server: Server
  let pageSize: Int

  /// Thrown to stop reading the list.
  private struct Done: Error {}

  /// The ids of the batches that match and have not ended, the newest first.
  func activeIDs(matching filter: Filter, report: inout WaitReport) async throws -> [String] {
    var query = ViewQuery()
    query.filter = filter
    var selection = ListSelection(query: query, limit: nil, now: SystemClock.now)
    var ids: [String] = []
    func note(_ batches: [Batch]) { ids += batches.filter { !$0.hasEnded }.map(\.id) }
    let end = try await list(&report) { note(selection.add($0, now: SystemClock.now)) }
    note(selection.finish())
    if case .failed(let failure) = end { throw Failure(failure) }
    if case .maybeIncomplete(let reason) = end {
      report.note("The list may be incomplete: \(reason)")
    }
    return ids
  }

  /// Looks once at every batch that is waited for.
  /// - Parameter changes: receives what was seen, also where the look fails later.
  /// - Throws: a `Failure` for an id that the server does not know, and where the server fails in a
  ///   way that will not pass.
  func look(
    at watch: inout BatchWatch, changes: inout [BatchWatch.Change], report: inout WaitReport
  ) async throws {
    var end = ListingResult.End.complete
    do {
      end = try await list(&report) { rows in
        changes += watch.take(rows)
        if watch.passIsDone { throw Done() }
      }
    } catch is Done {
      return
    }
    if case .failed(let failure) = end {
      try sitOut(failure, report: &report)
      return
    }
    // A list may lag behind, or not reach far enough.
    var isCertain = true
    for id in watch.unmetIDs {
      let finding = try await BatchReader(service: server.service)
        .batch(id: id, pageSize: pageSize) { server.logger?.note($0) }
      switch finding {
      case .batch(let batch): changes += watch.take([batch])
      case .unknown: break
      case .failed(let failure):
        isCertain = false
        try sitOut(failure, report: &report)
      }
    }
    guard isCertain else { return }
    let (gone, unknown) = watch.endCompletePass()
    changes += gone
    if !unknown.isEmpty {
      throw Failure.noInput("There is no batch \(unknown.joined(separator: ", "))")
    }
  }

  /// - Throws: a failure that will not pass.
  private func sitOut(_ failure: ServiceFailure, report: inout WaitReport) throws {
    guard failure.mayPass else { throw Failure(failure) }
    report.note(passing: failure)
  }

  private func list(
    _ report: inout WaitReport, _ take: ([Batch]) throws -> Void
  ) async throws -> ListingResult.End {
    let request = ListingRequest(pageSize: pageSize)
    return try await BatchReader(service: server.service).list(request, readingAhead: false) {
      event in
      server.logger?.note(event)
      report.show(event)
      if case .rows(let rows) = event { try take(rows) }
    }.end
  }
}

extension ServiceFailure {
  /// Whether a later look may succeed.
  fileprivate var mayPass: Bool {
    switch kind {
    case .rateLimited, .overloaded, .gatewayTimeout, .serverError, .connection, .timeout,
      .truncated:
      true
    case .keyRefused, .forbidden, .balance, .cancelled, .notFound, .badRequest, .blocked, .tls,
      .notTheAPI, .tooLarge, .redirectRefused, .fileGone, .fileElsewhere:
      false
    }
  }
}
