import AsyncHTTPClient
import Batches
import NIOCore
import NIOHTTP1
import NIOHTTPCompression

/// Batches over HTTP: each call is one try of one request, within `ClientLimits`, whose outcome is a
/// decoded value or a `ServiceFailure`, both without the key.
public final class HTTPBatchService: BatchService {
  let configuration: ClientConfiguration
  let mask: KeyMask
  let network: NetworkFailures
  let client: HTTPClient

  public init(_ configuration: ClientConfiguration) throws(InvalidSetting) {
    self.configuration = configuration
    self.mask = KeyMask(configuration.key)
    self.network = NetworkFailures(
      origin: configuration.server.origin, proxy: nil, limits: configuration.limits)
    self.client = HTTPClient(configuration: Self.transport(configuration))
  }

  deinit {
    // The client insists on being shut down; its connections have nobody left to wait for them.
    client.shutdown { _ in }
  }

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
      throw ServiceFailure(.notFound, "a batch without an id cannot be asked for")
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

extension HTTPBatchService {
  private static func transport(_ configuration: ClientConfiguration) -> HTTPClient.Configuration {
    let limits = configuration.limits
    var transport = HTTPClient.Configuration(
      redirectConfiguration: .disallow,
      timeout: .init(connect: TimeAmount(limits.connect), read: TimeAmount(limits.silence)),
      decompression: .enabled(limit: .size(limits.bodyBytes)))
    // One request at a time gains nothing from HTTP/2, which brings more ways to fail.
    transport.httpVersion = .http1Only
    // Whether and when to try again is decided where the reader can see it.
    transport.connectionPool.retryConnectionEstablishment = false
    transport.connectionPool.idleTimeout = TimeAmount(limits.idleConnection)
    transport.http1_1ConnectionDebugInitializer = { channel in
      channel.eventLoop.submit {
        let pipeline = channel.pipeline.syncOperations
        let decoder = try pipeline.handler(type: ByteToMessageHandler<HTTPResponseDecoder>.self)
        try pipeline.addHandler(ContentCodingCheck(), position: .after(decoder))
      }
    }
    return transport
  }
}
