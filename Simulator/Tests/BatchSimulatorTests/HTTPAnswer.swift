import NIOCore
import NIOHTTP1
import NIOHTTPCompression
import NIOPosix

/// The response to a GET, as a client that supports compression sees it.
///
/// Written by hand instead of using an HTTP client library, whose TLS would take minutes to build and
/// is not needed on loopback.
struct HTTPAnswer {
  var head: HTTPResponseHead
  var body: [UInt8]

  init(_ url: String, key: String? = nil) async throws {
    self = try await Self.reading(url, key: key) { head, parts in
      var body: [UInt8] = []
      while let part = try await parts.next() { body += part.readableBytesView }
      return HTTPAnswer(head: head, body: body)
    }
  }

  private init(head: HTTPResponseHead, body: [UInt8]) {
    self.head = head
    self.body = body
  }
}

extension HTTPAnswer {
  private typealias Connection = NIOAsyncChannel<HTTPClientResponsePart, HTTPClientRequestPart>

  /// The parts of a body as they arrive; throws when the body is cut off.
  struct Parts {
    fileprivate var parts: NIOAsyncChannelInboundStream<HTTPClientResponsePart>.AsyncIterator

    mutating func next() async throws -> ByteBuffer? {
      guard case .body(let bytes) = try await parts.next() else { return nil }
      return bytes
    }
  }

  struct ConnectionClosed: Error {}

  /// The connection is closed after the closure, whether or not that has read the whole body.
  static func reading<Result: Sendable>(
    _ url: String, key: String? = nil,
    _ read: (HTTPResponseHead, inout Parts) async throws -> Result
  ) async throws -> Result {
    let (port, path) = split(url)
    return try await connection(to: port).executeThenClose { inbound, outbound in
      var headers: HTTPHeaders = ["Host": "127.0.0.1:\(port)", "Accept-Encoding": "gzip, deflate"]
      if let key { headers.add(name: "Authorization", value: "Bearer \(key)") }
      try await outbound.write(
        .head(.init(version: .http1_1, method: .GET, uri: path, headers: headers)))
      try await outbound.write(.end(nil))
      var parts = Parts(parts: inbound.makeAsyncIterator())
      guard case .head(let head) = try await parts.parts.next() else { throw ConnectionClosed() }
      return try await read(head, &parts)
    }
  }

  private static func connection(to port: Int) async throws -> Connection {
    try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .connect(host: "127.0.0.1", port: port) { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHTTPClientHandlers()
          try channel.pipeline.syncOperations.addHandler(NIOHTTPResponseDecompressor(limit: .none))
          return try Connection(wrappingChannelSynchronously: channel)
        }
      }
  }

  /// The port and the path of a simulator's address.
  private static func split(_ url: String) -> (port: Int, path: String) {
    let rest = url.trimmingPrefix("http://127.0.0.1:")
    let slash = rest.firstIndex(of: "/") ?? rest.endIndex
    return (Int(rest[..<slash]) ?? 0, String(rest[slash...]))
  }
}
