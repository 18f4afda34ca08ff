import Batches
import CCurl
import Secrets

extension HTTPBatchService {
  public func content(
    _ request: ContentRequest
  ) async throws(ServiceFailure) -> any FileContent {
    do {
      return try await open(request)
    } catch {
      throw mask(advising(error, about: .content))
    }
  }

  /// What comes of one request for a content.
  private enum Answer {
    case content(HTTPFileContent)
    case redirect(String)
    /// Not the bytes that were asked for, of which only the beginning can be had.
    case otherPart
  }

  private func open(_ request: ContentRequest) async throws(ServiceFailure) -> HTTPFileContent {
    var place = try place(of: request)
    var request = request
    var redirects = 0
    while true {
      switch try await answer(to: request, from: place) {
      case .content(let content): return content
      case .otherPart: request.resume = nil
      case .redirect(let location):
        guard redirects < configuration.limits.redirects else {
          throw Redirect.tooMany(configuration.limits.redirects, at: place.origin)
        }
        redirects += 1
        place = try self.place(behind: location, from: place, request)
      }
    }
  }

  // MARK: Places

  private func place(of request: ContentRequest) throws(ServiceFailure) -> ContentTransfer.Place {
    let files = configuration.dialect.files
    let target: RequestTarget
    switch request.source {
    case .file(let id) where id.isURL: return try place(at: id, request)
    case .file(let id):
      target = configuration.server.target(
        try filePath(id), tail: files.content, parameters: files.contentParameters)
    case .results(let batch):
      target = configuration.server.target(try batchPath(batch), tail: .segment("results"))
    }
    return ContentTransfer.Place(
      origin: configuration.server.origin, target: target, isTrusted: true)
  }

  private func place(
    at url: FileID, _ request: ContentRequest
  ) throws(ServiceFailure) -> ContentTransfer.Place {
    guard !Redirect.holdsKey(url.text, mask) else {
      throw Redirect.refusal(
        "The URL of the file contains the key", advice: "Use another key: this one is not safe")
    }
    guard let address = try? HTTPAddress(url.text.trimmingWhitespace()) else {
      throw ServiceFailure(.notTheAPI, "The batch names a URL for the file that is invalid")
    }
    return try elsewhere(address, request)
  }

  private func place(
    behind location: String, from place: ContentTransfer.Place, _ request: ContentRequest
  ) throws(ServiceFailure) -> ContentTransfer.Place {
    let next = try Redirect.address(
      of: location, from: place.target, at: place.origin, mask: mask)
    guard place.isTrusted, next.origin == place.origin else {
      return try elsewhere(next, request)
    }
    return ContentTransfer.Place(origin: next.origin, target: next.target, isTrusted: true)
  }

  /// A place that gets neither the key nor the user's headers, even where it is on the API's own server.
  private func elsewhere(
    _ address: HTTPAddress, _ request: ContentRequest
  ) throws(ServiceFailure) -> ContentTransfer.Place {
    let origin = address.origin
    let name = mask.hidingParts(in: origin.description)
    guard isSafe(origin) else {
      throw Redirect.refusal(
        "The file is at \(name), which is not read: only https addresses are",
        advice: "Download it in the provider's console")
    }
    guard request.followsURLs else {
      var failure = ServiceFailure(
        .fileElsewhere, "The file is at a URL, \(name)",
        advice: ServiceFailure.Kind.fileElsewhere.advice(about: .content))
      failure.server = name
      throw failure
    }
    return ContentTransfer.Place(origin: origin, target: address.target, isTrusted: false)
  }

  /// A server on the network must not lead to services of this machine.
  private func isSafe(_ origin: Origin) -> Bool {
    origin.isLoopback ? configuration.server.isLoopback : origin.isSecure
  }

  // MARK: One request

  private func answer(
    to request: ContentRequest, from place: ContentTransfer.Place
  ) async throws(ServiceFailure) -> Answer {
    let transfer = try start(request, from: place)
    await transfer.wait(for: 0)
    guard let response = transfer.buffer.head else {
      return try rejected(transfer, request)
    }
    guard let head = try head(of: response, request, at: place) else { return .otherPart }
    return .content(try await content(of: transfer, response, head, request))
  }

  private func start(
    _ request: ContentRequest, from place: ContentTransfer.Place
  ) throws(ServiceFailure) -> ContentTransfer {
    let network = try network(at: place)
    var sent = TransferRequest(place.target, at: place.origin)
    sent.coding = .identity
    sent.isTrusted = place.isTrusted
    sent.accept = "*/*"
    sent.resume = request.resume
    var configuration = configuration
    if place.origin.isSecure, configuration.roots == nil, !configuration.server.origin.isSecure {
      do {
        configuration.roots = try SystemCertificates().find()
      } catch {
        throw ServiceFailure(.tls, error.sentence)
      }
    }
    let buffer = ContentBuffer(limit: configuration.limits.contentBuffer)
    let end = ContinuousClock.now + configuration.limits.wholeTry
    guard let transfer = Transfer(sent, configuration, end: end, content: buffer) else {
      throw network.failure(for: TransferReport(code: CURLE_OUT_OF_MEMORY))
    }
    let start = ContinuousClock.now
    let (onRequest, mask) = (configuration.onRequest, mask)
    return ContentTransfer(transfer, buffer, from: place, on: thread, network, mask: mask) {
      bytes, failure in
      onRequest?(
        RequestRecord(
          place.shown, since: start, buffer.head ?? HTTPResponse(), bytes: bytes, failure: failure,
          mask: mask))
    }
  }

  private func network(at place: ContentTransfer.Place) throws(ServiceFailure) -> NetworkFailures {
    if place.isTrusted { return network }
    let proxy: ProxyName?
    do {
      proxy = try configuration.proxies.proxy(for: place.origin).map {
        variable throws(InvalidSetting) in try ProxyName(variable)
      }
    } catch {
      throw ServiceFailure(.connection, error.sentence)
    }
    return NetworkFailures(origin: place.origin, proxy: proxy, limits: configuration.limits)
  }

  /// What an answer without a success means.
  private func rejected(
    _ transfer: ContentTransfer, _ request: ContentRequest
  ) throws(ServiceFailure) -> Answer {
    do throws(ServiceFailure) {
      guard let outcome = transfer.buffer.outcome else { throw network.cancelled }
      let response = try finish(outcome, transfer.network)
      if HTTPResponse.isRedirect(response.status), let location = response.location {
        transfer.end(nil)
        return .redirect(location)
      }
      if response.status == 416, let resume = request.resume {
        transfer.end(nil)
        guard let range = response.range, range.total == resume.offset else { return .otherPart }
        // Everything had come, but its end had not.
        let head = ContentHead(start: resume.offset, version: resume.version)
        return .content(HTTPFileContent(transfer, head, gzip: nil, isComplete: true))
      }
      throw failure(of: response, at: transfer.place)
    } catch {
      throw transfer.failed(error, error.status ?? 0)
    }
  }

  private func failure(
    of response: HTTPResponse, at place: ContentTransfer.Place
  ) -> ServiceFailure {
    var failure = ServiceFailure.response(
      status: response.status, headers: response.headers, body: response.body,
      now: SystemClock.second, about: .content)
    guard !place.isTrusted else { return failure }
    if [400, 401, 403].contains(response.status) {
      failure.kind = .forbidden
      failure.retry = .never
      failure.summary =
        "\(place.origin.hostAndPort) rejected the URL of the file, which may have expired"
    }
    failure.advice = "Read the batch again: the server may name a new URL"
    return failure
  }

  /// The head of a success; nil where it is not of the part that was asked for, and only the beginning
  /// can be had.
  private func head(
    of response: HTTPResponse, _ request: ContentRequest, at place: ContentTransfer.Place
  ) throws(ServiceFailure) -> ContentHead? {
    guard response.status != Self.noContent else {
      throw ServiceFailure(
        .notTheAPI, "The server answers that there is nothing to send, not even an empty file",
        status: response.status)
    }
    var head = ContentHead(version: response.version, isEndMarked: response.hasMarkedEnd)
    if !place.isTrusted { head.origin = mask.hidingParts(in: place.origin.description) }
    if response.coding != nil { head.version.size = nil }
    guard response.status == 206 else { return head }
    guard let range = response.range, let start = range.start else {
      guard request.resume == nil else { return nil }
      throw partNotAskedFor
    }
    head.version.size = range.total
    head.start = start
    guard let resume = request.resume else {
      guard start == 0 else { throw partNotAskedFor }
      return head
    }
    return start == resume.offset && resume.version.isSame(as: head.version) ? head : nil
  }

  private static let noContent = 204

  private var partNotAskedFor: ServiceFailure {
    ServiceFailure(
      .notTheAPI, "The server sent a part of the file that was not asked for", status: 206)
  }

  // MARK: The first bytes

  private func content(
    of transfer: ContentTransfer, _ response: HTTPResponse, _ head: ContentHead,
    _ request: ContentRequest
  ) async throws(ServiceFailure) -> HTTPFileContent {
    // Two bytes show whether it is compressed.
    if head.start == 0 { await transfer.wait(for: 2) }
    let isGzip = Gunzip.isGzip(transfer.buffer.beginning)
    if let coding = response.coding, !isGzip, !Self.isPlain(coding),
      !transfer.buffer.beginning.isEmpty
    {
      throw transfer.failed(
        transfer.network.unknownCoding(
          mask.hidingParts(in: coding), status: response.status), response.status)
    }
    var head = head
    if head.start == 0, isGzip, request.unpacks || response.coding != nil {
      guard let gzip = GzipReader() else { throw transfer.failed(transfer.network.noResources) }
      head.isUnpacked = true
      return HTTPFileContent(transfer, head, gzip: gzip)
    }
    if head.start == 0 { try await check(transfer, response) }
    return HTTPFileContent(transfer, head, gzip: nil)
  }

  /// Codings that leave the bytes as they are. A body that is labelled as gzip and is none is plain, too.
  private static func isPlain(_ coding: String) -> Bool {
    ["identity", "none", "", "gzip", "x-gzip", "aws-chunked", "utf-8"].contains(coding.lowercased())
  }

  /// Looks for an error in a success, and for a web page instead of a file. Servers label files, errors
  /// and pages alike as anything, so that only the bytes tell them apart.
  private func check(
    _ transfer: ContentTransfer, _ response: HTTPResponse
  ) async throws(ServiceFailure) {
    let limit = configuration.limits.errorBodyBytes
    let size = response.range?.total ?? response.version.size
    let end = min(limit, size ?? limit)
    var wanted = Self.firstBytes
    while true {
      await transfer.wait(for: min(wanted, end))
      let beginning = transfer.buffer.beginning
      if ServiceFailure.isMarkup(beginning) { break }
      if Self.hasLines(beginning) || size ?? 0 > limit && wanted >= Self.markBytes { return }
      if wanted >= end { break }
      wanted *= 4
    }
    await transfer.wait(for: end)
    let failure = ServiceFailure.content(
      transfer.buffer.beginning, status: response.status, headers: response.headers,
      now: SystemClock.second)
    if let failure { throw transfer.failed(failure, response.status) }
  }

  /// As many as can show that there are two lines.
  private static let firstBytes = 4
  /// Enough for a byte order mark, blank lines and the mark of a web page.
  private static let markBytes = 64

  /// Whether an object follows in a line of its own, as in a file that need not be waited for.
  private static func hasLines(_ beginning: [UInt8]) -> Bool {
    beginning.indices.dropLast().contains {
      beginning[$0] == UInt8(ascii: "\n") && beginning[$0 + 1] == UInt8(ascii: "{")
    }
  }
}
