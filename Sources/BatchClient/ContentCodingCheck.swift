import NIOCore
import NIOHTTP1

/// Makes `Content-Encoding` tell the truth before the decompressor believes it.
///
/// Servers behind caches and gateways label plain bodies as gzip, forget the label, or spell it
/// `x-gzip`. The first two bytes of a body decide: gzip and zlib streams have a fixed start that JSON
/// cannot have.
final class ContentCodingCheck: ChannelInboundHandler {
  typealias InboundIn = HTTPClientResponsePart
  typealias InboundOut = HTTPClientResponsePart

  /// Held back until two bytes of the body are here.
  private var head: HTTPResponseHead?
  private var start = ByteBuffer()

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch Self.unwrapInboundIn(data) {
    case .head(let head) where head.status.code >= 200:
      self.head = head
      start.clear()
      // Says "still alive" to the timer of silence, which waits for parts and not for bytes.
      context.fireChannelRead(
        Self.wrapInboundOut(.head(HTTPResponseHead(version: head.version, status: .processing))))
    case .body(var part) where head != nil:
      start.writeBuffer(&part)
      if start.readableBytes >= 2 { release(context) }
    case .end(let trailers):
      release(context)
      context.fireChannelRead(Self.wrapInboundOut(.end(trailers)))
    case let part:
      context.fireChannelRead(Self.wrapInboundOut(part))
    }
  }

  func channelInactive(context: ChannelHandlerContext) {
    release(context)
    context.fireChannelInactive()
  }

  private func release(_ context: ChannelHandlerContext) {
    guard var head else { return }
    self.head = nil
    let coding = Self.coding(
      start.readableBytesView.prefix(2), label: head.headers.first(name: "content-encoding"))
    head.headers.remove(name: "content-encoding")
    if let coding { head.headers.add(name: "content-encoding", value: coding) }
    context.fireChannelRead(Self.wrapInboundOut(.head(head)))
    if start.readableBytes > 0 {
      context.fireChannelRead(Self.wrapInboundOut(.body(start)))
      start = ByteBuffer()
    }
  }

  /// What a body that starts so is compressed with; nil for a plain one.
  /// - Parameter label: what the server called it.
  static func coding(_ start: some Collection<UInt8>, label: String?) -> String? {
    let label = label?.trimmingWhitespace().lowercased()
    guard start.count == 2, let first = start.first, let second = start.dropFirst().first else {
      return nil
    }
    if first == 0x1F, second == 0x8B { return "gzip" }
    // RFC 1950: method 8, and a check sum over both bytes.
    let isZlib = first & 0x0F == 8 && (Int(first) << 8 | Int(second)) % 31 == 0
    if isZlib, label == "deflate" { return "deflate" }
    switch label {
    case nil, "", "gzip", "x-gzip", "deflate", "identity": return nil
    // Another coding cannot be undone here; its name is for the message.
    case let label?: return label
    }
  }
}
