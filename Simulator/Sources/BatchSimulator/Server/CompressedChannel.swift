import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1
import NIOHTTPCompression
import NIOHTTPTypesHTTP1

/// A connection whose responses are compressed if the client accepts it (gzip or deflate), as the real
/// service does. A response with the encoding `identity` is not compressed.
struct CompressedChannel: ServerChildChannel {
  let plain: HTTP1Channel

  func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<HTTP1Channel.Value> {
    plain.setup(channel: channel, logger: logger).flatMapThrowing { value in
      // The compressor uses the older types, so it belongs on the socket's side of their translator.
      let pipeline = channel.pipeline.syncOperations
      let translator = try pipeline.handler(type: HTTP1ToHTTPServerCodec.self)
      try pipeline.addHandler(Self.compressor(), position: .before(translator))
      try pipeline.addHandler(CompressorBypass(), position: .before(translator))
      return value
    }
  }

  private static func compressor() -> HTTPResponseCompressor {
    HTTPResponseCompressor(responseCompressionPredicate: { head, _ in
      guard head.headers.first(name: "content-encoding") == "identity" else {
        return .compressIfPossible
      }
      head.headers.remove(name: "content-encoding")
      return .doNotCompress
    })
  }

  func handle(value: HTTP1Channel.Value, logger: Logger) async {
    await plain.handle(value: value, logger: logger)
  }
}

/// Leads a response to what was no request, such as the 400 after malformed bytes, past the compressor,
/// which knows no encoding for it and would end the process.
private final class CompressorBypass: ChannelDuplexHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundIn = HTTPServerResponsePart

  private var unansweredRequests = 0
  private var isBypassing = false

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    if case .head = unwrapInboundIn(data) { unansweredRequests += 1 }
    context.fireChannelRead(data)
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    if case .head = unwrapOutboundIn(data) {
      isBypassing = unansweredRequests == 0
      if !isBypassing { unansweredRequests -= 1 }
    }
    let compressor = try? context.pipeline.syncOperations.context(
      handlerType: HTTPResponseCompressor.self)
    (isBypassing ? compressor ?? context : context).write(data, promise: promise)
  }
}

extension HTTPServerBuilder {
  static var compressed: HTTPServerBuilder {
    HTTPServerBuilder { CompressedChannel(plain: HTTP1Channel(responder: $0)) }
  }
}
