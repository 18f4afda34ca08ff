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

  /// The batches that a filter matches, the newest first.
  struct Matching {
    /// The ids of those that have not ended.
    var active: [String] = []
    /// Those that have ended, and not well.
    var badEnds = EndedBadly()
  }

  /// - Throws: a `Failure` where no batch matches, or the server fails.
  func batches(matching filter: Filter, report: inout WaitReport) async throws -> Matching {
    var query = ViewQuery()
    query.filter = filter
    var selection = ListSelection(query: query, limit: nil, now: SystemClock.now)
    var found = Matching()
    var count = 0
    func note(_ batches: [Batch]) {
      count += batches.count
      for batch in batches {
        if !batch.hasEnded {
          found.active.append(batch.id)
        } else if batch.completionOutcome != .success {
          found.badEnds.add(batch)
        }
      }
    }
    let end = try await list(&report) { note(selection.add($0, now: SystemClock.now)) }
    note(selection.finish())
    if case .failed(let failure) = end { throw Failure(failure) }
    if case .maybeIncomplete(let reason) = end {
      report.note("The list may be incomplete: \(reason)")
    }
    if count == 0 { throw Failure.noInput("No batch matches") }
    return found
  }

  /// Looks once at every batch that is waited for.
  /// - Parameter changes: receives what was seen, also where the look fails later.
  /// - Returns: seconds that the server asks to be left alone; 0 where it does not.
  /// - Throws: a `Failure` for an id that the server does not know, and where the server fails in a
  ///   way that will not pass.
  func look(
    at watch: inout BatchWatch, changes: inout [BatchWatch.Change], report: inout WaitReport
  ) async throws -> Double {
    var end = ListingResult.End.complete
    do {
      end = try await list(&report) { rows in
        changes += watch.take(rows)
        if watch.passIsDone { throw Done() }
      }
    } catch is Done {
      return 0
    }
    if case .failed(let failure) = end { return try sitOut(failure, report: &report) }
    // A list may lag behind, or not reach far enough.
    var doubtful: Set<BatchID> = []
    var wanted = 0.0
    for id in watch.unmetIDs {
      let finding = try await BatchReader(service: server.service)
        .batch(id: id, pageSize: pageSize) { server.logger?.note($0) }
      switch finding {
      case .batch(let batch): changes += watch.take([batch])
      // One that was there may be where the list does not reach; one that never was is a mistake.
      case .unknown(let doubt?) where watch.hasSeen(id):
        doubtful.insert(BatchID(id))
        report.note(doubt: doubt, about: id)
      case .unknown: break
      case .failed(let failure):
        doubtful.insert(BatchID(id))
        wanted = max(wanted, try sitOut(failure, report: &report))
      }
    }
    let (gone, unknown) = watch.endCompletePass(except: doubtful)
    changes += gone
    if !unknown.isEmpty {
      throw Failure.noInput("There is no batch \(unknown.joined(separator: ", "))")
    }
    return wanted
  }

  /// - Returns: seconds that the server asks to be left alone; 0 where it does not.
  /// - Throws: a failure that will not pass.
  private func sitOut(_ failure: ServiceFailure, report: inout WaitReport) throws -> Double {
    guard failure.mayPass else { throw Failure(failure) }
    report.note(passing: failure)
    if case .after(let seconds) = failure.retry { return min(seconds, Self.longestRest) }
    return 0
  }

  /// In seconds, a year: more cannot be meant.
  private static let longestRest = 366.0 * 86_400

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

/// Batches that had not ended well before anything was waited for: how many, and the newest of them.
struct EndedBadly: Sendable, Hashable {
  private var count = 0
  private var newest: [Batch] = []

  private static let named = 3

  mutating func add(_ batch: Batch) {
    count += 1
    if newest.count < Self.named { newest.append(batch) }
  }

  /// "2 matching batches had already ended, and not well: batch_1 (failed), batch_2 (expired)"; nil for none.
  var sentence: String? {
    guard count > 0 else { return nil }
    var names = newest.map { "\($0.id) (\($0.status.text))" }
    if count > newest.count { names.append("\((count - newest.count).grouped) more") }
    return counted(count, "matching batch", "matching batches")
      + " had already ended, and not well: " + names.joined(separator: ", ")
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
