import Batches
import CCurl
import Secrets
import Synchronization

extension HTTPBatchService {
  /// In bytes: to parse so much holds up the transfers for less than a millisecond.
  private static let largestParsedAtOnce = 256 << 10

  /// Carries out one try: request, redirects, body and decoding.
  func send<Value>(
    _ target: RequestTarget, method: TransferRequest.Method = .get,
    about subject: ServiceFailure.Subject, decode: (HTTPResponse) throws(ServiceFailure) -> Value
  ) async throws(ServiceFailure) -> Value {
    let start = ContinuousClock.now
    var received: HTTPResponse?
    func report(_ failure: ServiceFailure?) {
      configuration.onRequest?(
        RequestRecord(target, since: start, response: received, failure: failure, mask: mask))
    }
    do {
      let response = try await response(to: target, method)
      received = response
      let value =
        response.body.count <= Self.largestParsedAtOnce
        ? try self.value(of: response, about: subject, decode)
        : try await withTaskExecutorPreference(globalConcurrentExecutor) {
          () async throws(ServiceFailure) in try self.value(of: response, about: subject, decode)
        }
      report(nil)
      return value
    } catch {
      let failure = mask(advising(error, about: subject))
      report(failure)
      throw failure
    }
  }

  private func value<Value>(
    of response: HTTPResponse, about subject: ServiceFailure.Subject,
    _ decode: (HTTPResponse) throws(ServiceFailure) -> Value
  ) throws(ServiceFailure) -> Value {
    guard response.isSuccess else {
      throw .response(
        status: response.status, headers: response.headers, body: response.body,
        now: SystemClock.second, about: subject)
    }
    do {
      return try decode(response)
    } catch {
      // Checked only now, since a body that was cut off after its last bracket is complete.
      if let interruption = response.interruption { throw interruption }
      guard let coding = response.coding, !response.body.isEmpty, !response.holdsText else {
        throw error
      }
      let name = mask.hidingParts(in: coding)
      throw network.unknownCoding(name, status: response.status)
    }
  }

  /// The failure with advice that names the key's source and the address of this service. Servers
  /// report a refused key and a wrong path with status 200, too.
  func advising(
    _ failure: ServiceFailure, about subject: ServiceFailure.Subject
  ) -> ServiceFailure {
    var failure = failure
    if failure.kind == .keyRefused, failure.advice == failure.kind.advice(about: subject) {
      failure.advice = configuration.keyAdvice ?? failure.advice
    }
    if failure.kind == .notFound, subject == .list || subject == .files {
      let address = configuration.server.description
      failure.advice =
        "Check the base URL \(address)" + (address.hasSuffix("/v1") ? "" : ": most end in /v1")
      if let variable = configuration.dialect.server.accountVariable {
        failure.advice =
          "Check \(variable), whose account is in the path, and the base URL \(address)"
      }
    }
    return failure
  }

  /// Follows redirects to the same origin only, since every request carries the key.
  private func response(
    to target: RequestTarget, _ method: TransferRequest.Method
  ) async throws(ServiceFailure) -> HTTPResponse {
    let origin = configuration.server.origin
    let end = ContinuousClock.now + configuration.limits.wholeTry
    var target = target
    for _ in 0...configuration.limits.redirects {
      let response = try await exchange(target, method, until: end)
      guard HTTPResponse.isRedirect(response.status), let location = response.location,
        method == .get || HTTPResponse.keepsMethod(response.status)
      else { return response }
      target = try Redirect.target(of: location, from: target, at: origin, mask: mask)
    }
    throw Redirect.tooMany(configuration.limits.redirects, at: origin)
  }

  /// Sends one request. Where the body does not have the compression that its header names, the
  /// request is repeated and the body is used as it is.
  private func exchange(
    _ target: RequestTarget, _ method: TransferRequest.Method, until end: ContinuousClock.Instant
  ) async throws(ServiceFailure) -> HTTPResponse {
    // The origin always comes from the configuration, wherever a redirect points.
    let origin = configuration.server.origin
    var request = TransferRequest(target, at: origin, method)
    let decodes = method == .get && !mislabels.load(ordering: .relaxed)
    if !decodes { request.coding = method == .get ? .raw : .identity }
    let outcome = try await transfer(request, until: end)
    guard decodes, case .failed(let report, _) = outcome,
      report.code == CURLE_BAD_CONTENT_ENCODING
    else { return try finish(outcome, network) }
    request.coding = .raw
    let response = try finish(try await transfer(request, until: end), network)
    if response.holdsText { mislabels.store(true, ordering: .relaxed) }
    return response
  }

  private func transfer(
    _ request: TransferRequest, until end: ContinuousClock.Instant
  ) async throws(ServiceFailure) -> Transfer.Outcome {
    guard let transfer = Transfer(request, configuration, end: end) else {
      throw network.failure(for: TransferReport(code: CURLE_OUT_OF_MEMORY))
    }
    return await thread.run(transfer)
  }

  /// - Parameter network: of the server that the transfer was with.
  func finish(
    _ outcome: Transfer.Outcome, _ network: NetworkFailures
  ) throws(ServiceFailure) -> HTTPResponse {
    var response: HTTPResponse
    // Bytes after a compressed page are reported only where the page cannot be decoded.
    var hasTrailingBytes = false
    switch outcome {
    case .cancelled:
      throw network.cancelled
    case .tooLarge(let status):
      throw network.tooLarge(configuration.limits.bodyBytes, status: status)
    case .timedOut(.wholeTry, let part) where part.status == 0 || part.isSuccess:
      throw network.wholeTryTimeout
    case .received(let whole), .timedOut(.wholeTry, let whole):
      response = whole
    case .timedOut(.silence, let part):
      response = part
      response.interruption = network.silence
    case .failed(let report, let part):
      response = part
      response.interruption = network.failure(for: report)
      hasTrailingBytes = report.code == CURLE_WRITE_ERROR
    }
    if response.status > 0 { response.interruption?.status = response.status }
    // The status of an error says the essential, even if its body is incomplete. A page that was cut
    // off may still be complete.
    if let interruption = response.interruption, !response.isError,
      response.status == 0
        || !hasTrailingBytes && [.tooLarge, .notTheAPI].contains(interruption.kind)
    {
      throw interruption
    }
    return try unpacked(response, network)
  }

  /// Decompresses a body whose compression the header does not name.
  private func unpacked(
    _ response: HTTPResponse, _ network: NetworkFailures
  ) throws(ServiceFailure) -> HTTPResponse {
    guard Gunzip.isGzip(response.body) else { return response }
    var response = response
    do {
      response.body = try Gunzip.decode(response.body, limit: configuration.limits.bodyBytes)
    } catch {
      switch error {
      case .truncated(let part):
        response.body = part
        response.interruption =
          response.interruption ?? network.closed.with(status: response.status)
      case .tooLarge where response.isSuccess:
        throw network.tooLarge(configuration.limits.bodyBytes, status: response.status)
      case .damaged where response.isSuccess:
        throw network.badCompression.with(status: response.status)
      case .tooLarge, .damaged:
        response.body = []
      }
    }
    return response
  }
}

extension ServiceFailure {
  func with(status: Int) -> ServiceFailure {
    var failure = self
    failure.status = status
    return failure
  }
}
