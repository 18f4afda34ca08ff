import AsyncHTTPClient
import Batches
import NIOCore

/// Batches over HTTP: each call is one try of one request, within `ClientLimits`, whose outcome is a
/// decoded value or a `ServiceFailure`, both without the key.
public final class HTTPBatchService: BatchService {
  let configuration: ClientConfiguration
  let mask: KeyMask
  let network: NetworkFailures
  let client: HTTPClient
  let compression: CompressionChoice
  let executor: EventLoopExecutor

  /// - Throws: a sentence when a proxy or the file of certificates cannot be used.
  public init(_ configuration: ClientConfiguration) throws(InvalidSetting) {
    let proxy = try configuration.proxies.proxy(for: configuration.server.origin)
    let transport = try Transport.configuration(for: configuration, proxy: proxy)
    self.configuration = configuration
    self.mask = KeyMask(configuration.key)
    self.compression = CompressionChoice(for: configuration.server.origin)
    self.network = NetworkFailures(
      origin: configuration.server.origin, proxy: proxy?.description,
      limits: configuration.limits)
    self.client = HTTPClient(configuration: transport)
    self.executor = EventLoopExecutor(client.eventLoopGroup.any())
  }

  deinit {
    // The client insists on being shut down; its connections have nobody left to wait for them.
    client.shutdown { _ in }
  }

  public var preferredExecutor: (any TaskExecutor)? { executor }

  public func page(_ request: PageRequest) async throws(ServiceFailure) -> BatchPage {
    var parameters: [(name: String, value: String)] = []
    if let limit = request.limit { parameters.append(("limit", String(limit))) }
    if let after = request.after { parameters.append(("after", after)) }
    let target = configuration.server.target(["batches"], parameters: parameters)
    return try await get(target, about: .list) { answer throws(ServiceFailure) in
      mask(
        try BatchPage(
          decoding: answer.body, status: answer.status, headers: answer.headers,
          now: WallClock.seconds()))
    }
  }

  public func batch(id: String) async throws(ServiceFailure) -> Batch {
    guard !id.isEmpty else {
      throw ServiceFailure(.notFound, "A batch without an id cannot be asked for")
    }
    let target = configuration.server.target(["batches", id])
    return try await get(target, about: .batch) { answer throws(ServiceFailure) in
      mask(
        try Batch(
          decoding: answer.body, status: answer.status, headers: answer.headers,
          now: WallClock.seconds()))
    }
  }
}
