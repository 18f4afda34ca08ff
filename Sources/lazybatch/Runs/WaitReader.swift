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
    var matches: [Batch] = []
    let end = try await list(&report) { matches += selection.add($0, now: SystemClock.now) }
    matches += selection.finish()
    if case .failed(let failure) = end { throw Failure(failure) }
    if case .maybeIncomplete(let reason) = end {
      report.note("The list may be incomplete: \(reason)")
    }
    return matches.filter { !$0.hasEnded }.map(\.id)
  }

  /// Looks once at every batch that is waited for.
  /// - Throws: a `Failure` for an id that the server does not know, and where the server fails in a
  ///   way that will not pass.
  func pass(_ watch: inout BatchWatch, report: inout WaitReport) async throws -> [BatchWatch.Change]
  {
    var changes: [BatchWatch.Change] = []
    var end = ListingResult.End.complete
    do {
      end = try await list(&report) { rows in
        changes += watch.take(rows)
        if watch.passIsDone { throw Done() }
      }
    } catch is Done {
      return changes
    }
    switch end {
    case .complete:
      let (gone, unknown) = watch.endCompletePass()
      if !unknown.isEmpty {
        throw Failure.noInput("There is no batch \(unknown.joined(separator: ", "))")
      }
      return changes + gone
    case .failed(let failure):
      guard failure.mayPass else { throw Failure(failure) }
      report.note("\(failure.sentence). Looking again later")
      return changes
    case .limitReached, .maybeIncomplete:
      // The list does not reach far enough to tell.
      for id in watch.unmetIDs {
        let finding = try await BatchReader(service: server.service)
          .batch(id: id, pageSize: pageSize) { server.logger?.note($0) }
        if case .batch(let batch) = finding { changes += watch.take([batch]) }
      }
      return changes
    }
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
