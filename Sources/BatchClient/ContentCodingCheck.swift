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
  private var deadline: Scheduled<Void>?
  private let patience: TimeAmount

  /// - Parameter patience: how long the head of anything but a success is held back at most.
  init(patience: TimeAmount) { self.patience = patience }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch Self.unwrapInboundIn(data) {
    case .head(let head) where head.status.code >= 200:
      self.head = head
      start.clear()
      if head.status.code >= 300 { limitWait(context) }
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

  private func limitWait(_ context: ChannelHandlerContext) {
    deadline = context.eventLoop.assumeIsolated().scheduleTask(in: patience) {
      self.release(context, coding: Self.coding(byLabel:))
      context.fireChannelReadComplete()
    }
  }

  private func release(_ context: ChannelHandlerContext) {
    let start = start.readableBytesView.prefix(2)
    release(context) { Self.coding(start, label: $0) }
  }

  private func release(_ context: ChannelHandlerContext, coding: (_ label: String?) -> String?) {
    guard var head else { return }
    self.head = nil
    deadline?.cancel()
    let coding = coding(head.headers.first(name: "content-encoding"))
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
    guard start.count == 2, let first = start.first, let second = start.dropFirst().first else {
      return nil
    }
    if first == 0x1F, second == 0x8B { return "gzip" }
    let labelled = coding(byLabel: label)
    // RFC 1950: method 8, and a check sum over both bytes.
    let isZlib = first & 0x0F == 8 && (Int(first) << 8 | Int(second)) % 31 == 0
    if labelled == "gzip" || (labelled == "deflate" && !isZlib) { return nil }
    // Another coding cannot be undone here; its name is for the message.
    return labelled
  }

  private static func coding(byLabel label: String?) -> String? {
    switch label?.trimmingWhitespace().lowercased() {
    case nil, "", "identity": nil
    case "gzip", "x-gzip": "gzip"
    case let label?: label
    }
  }
}
