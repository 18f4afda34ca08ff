import Batches
import CCurl
import Synchronization

extension HTTPBatchService {
  /// In bytes: to parse so much holds up the transfers for less than a millisecond.
  private static let largestParsedAtOnce = 256 << 10

  /// Carries out one try: request, redirects, body and decoding.
  func get<Value>(
    _ target: RequestTarget, about subject: ServiceFailure.Subject,
    decode: (Answer) throws(ServiceFailure) -> Value
  ) async throws(ServiceFailure) -> Value {
    var entry = LogEntry(target)
    do {
      let answer = try await answer(to: target)
      entry.note(answer)
      let value =
        answer.body.count <= Self.largestParsedAtOnce
        ? try self.value(of: answer, about: subject, decode)
        : try await withTaskExecutorPreference(globalConcurrentExecutor) {
          () async throws(ServiceFailure) in try self.value(of: answer, about: subject, decode)
        }
      entry.write(to: configuration.logger, failure: nil)
      return value
    } catch {
      let failure = mask(error)
      entry.write(to: configuration.logger, failure: failure)
      throw failure
    }
  }

  private func value<Value>(
    of answer: Answer, about subject: ServiceFailure.Subject,
    _ decode: (Answer) throws(ServiceFailure) -> Value
  ) throws(ServiceFailure) -> Value {
    guard answer.isSuccess else { throw failure(of: answer, about: subject) }
    do {
      return try decode(answer)
    } catch {
      // Checked only now, since a body that was cut off after its last bracket is complete.
      if let interruption = answer.interruption { throw interruption }
      guard let coding = answer.coding, !answer.body.isEmpty, !answer.holdsText else { throw error }
      let name = mask.hidingParts(in: coding)
      throw network.unknownCoding(name, status: answer.status)
    }
  }

  private func failure(
    of answer: Answer, about subject: ServiceFailure.Subject
  ) -> ServiceFailure {
    var failure = ServiceFailure.response(
      status: answer.status, headers: answer.headers, body: answer.body, now: SystemClock.second,
      about: subject)
    if failure.kind == .notFound, subject == .list {
      let address = configuration.server.description
      failure.advice =
        "Check the base URL \(address)" + (address.hasSuffix("/v1") ? "" : ": most end in /v1")
    }
    return failure
  }

  /// Follows redirects to the same origin only, since every request carries the key.
  private func answer(to target: RequestTarget) async throws(ServiceFailure) -> Answer {
    let origin = configuration.server.origin
    let end = ContinuousClock.now + configuration.limits.wholeTry
    var target = target
    for _ in 0...configuration.limits.redirects {
      let answer = try await exchange(target, until: end)
      guard Answer.isRedirect(answer.status), let location = answer.location else { return answer }
      target = try Redirect.target(of: location, from: target, at: origin, mask: mask)
    }
    throw Redirect.tooMany(configuration.limits.redirects, at: origin)
  }

  /// Sends one request. Where the body does not have the compression that its header names, the
  /// request is repeated and the body is used as it is.
  private func exchange(
    _ target: RequestTarget, until end: ContinuousClock.Instant
  ) async throws(ServiceFailure) -> Answer {
    let decodes = !mislabels.load(ordering: .relaxed)
    let outcome = try await transfer(target, until: end, decoding: decodes)
    guard decodes, case .failed(let report, _) = outcome,
      report.code == CURLE_BAD_CONTENT_ENCODING
    else { return try finish(outcome) }
    let answer = try finish(try await transfer(target, until: end, decoding: false))
    if answer.holdsText { mislabels.store(true, ordering: .relaxed) }
    return answer
  }

  private func transfer(
    _ target: RequestTarget, until end: ContinuousClock.Instant, decoding: Bool
  ) async throws(ServiceFailure) -> Transfer.Outcome {
    // The origin always comes from the configuration, wherever a redirect points.
    let url = target.url(at: configuration.server.origin)
    guard let transfer = Transfer(url: url, configuration, end: end, decoding: decoding) else {
      throw network.failure(for: TransferReport(code: CURLE_OUT_OF_MEMORY))
    }
    return await thread.run(transfer)
  }

  private func finish(_ outcome: Transfer.Outcome) throws(ServiceFailure) -> Answer {
    var answer: Answer
    // Bytes after a compressed page are reported only where the page cannot be decoded.
    var hasTrailingBytes = false
    switch outcome {
    case .cancelled:
      throw network.cancelled
    case .tooLarge(let status):
      throw network.tooLarge(configuration.limits.bodyBytes, status: status)
    case .timedOut(.wholeTry, let part) where part.status == 0 || part.isSuccess:
      throw network.wholeTryTimeout
    case .answered(let whole), .timedOut(.wholeTry, let whole):
      answer = whole
    case .timedOut(.silence, let part):
      answer = part
      answer.interruption = network.silence
    case .failed(let report, let part):
      answer = part
      answer.interruption = network.failure(for: report)
      hasTrailingBytes = report.code == CURLE_WRITE_ERROR
    }
    if answer.status > 0 { answer.interruption?.status = answer.status }
    // The status of an error says the essential, even if its body is incomplete. A page that was cut
    // off may still be complete.
    if let interruption = answer.interruption, !answer.isError,
      answer.status == 0
        || !hasTrailingBytes && [.tooLarge, .notTheAPI].contains(interruption.kind)
    {
      throw interruption
    }
    return try unpacked(answer)
  }

  /// Decompresses a body whose compression the header does not name.
  private func unpacked(_ answer: Answer) throws(ServiceFailure) -> Answer {
    guard Gunzip.isGzip(answer.body) else { return answer }
    var answer = answer
    do {
      answer.body = try Gunzip.decode(answer.body, limit: configuration.limits.bodyBytes)
    } catch {
      switch error {
      case .truncated(let part):
        answer.body = part
        answer.interruption = answer.interruption ?? network.closed.with(status: answer.status)
      case .tooLarge where answer.isSuccess:
        throw network.tooLarge(configuration.limits.bodyBytes, status: answer.status)
      case .damaged where answer.isSuccess:
        throw network.badCompression.with(status: answer.status)
      case .tooLarge, .damaged:
        answer.body = []
      }
    }
    return answer
  }
}

extension ServiceFailure {
  fileprivate func with(status: Int) -> ServiceFailure {
    var failure = self
    failure.status = status
    return failure
  }
}
