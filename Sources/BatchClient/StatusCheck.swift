import NIOCore
import NIOHTTP1

/// Ends connections on which a status below 100 comes.
///
/// The library would take it for an informational one, which has no end of its own, and stop the whole
/// process at the end of that answer.
final class StatusCheck: ChannelInboundHandler {
  typealias InboundIn = HTTPClientResponsePart
  typealias InboundOut = HTTPClientResponsePart

  private var isBroken = false

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    if isBroken { return }
    if case .head(let head) = Self.unwrapInboundIn(data), head.status.code < 100 {
      isBroken = true
      context.fireErrorCaught(HTTPParserError.invalidStatus)
      context.close(promise: nil)
      return
    }
    context.fireChannelRead(data)
  }
}
