import Glibc
import Hummingbird
import NIOCore

/// Delivers answers, intact or with a fault.
struct Delivery: Sendable {
  /// Waits for a number of seconds.
  let sleep: @Sendable (Double) async throws -> Void

  /// The body to send; does not return while the client is kept waiting.
  func body(
    of answer: Answer, for request: Request, on channel: any Channel
  ) async throws -> ResponseBody {
    let bytes = ByteBuffer(bytes: answer.body)
    switch answer.delivery {
    case .whole:
      return ResponseBody(byteBuffer: bytes)
    case .truncated(let count):
      return ResponseBody(contentLength: bytes.readableBytes) { writer in
        try await writer.write(bytes.getSlice(at: 0, length: count) ?? ByteBuffer())
        throw CutShort()
      }
    case .drip:
      return ResponseBody(contentLength: bytes.readableBytes) { writer in
        for byte in answer.body {
          try await writer.write(ByteBuffer(integer: byte))
          try await sleep(1)
        }
        try await writer.finish(nil)
      }
    case .endless:
      return ResponseBody { writer in
        try await writer.write(ByteBuffer(string: #"{"object":"list","has_more":true,"data":["#))
        let items = ByteBuffer(
          string: String(repeating: #"{"id":"batch_endless","status":"completed"},"#, count: 1_000))
        while true { try await writer.write(items) }
      }
    case .hang:
      try await request.body.consumeWithCancellationOnInboundClose { _ in
        while true { try await sleep(3_600) }
      }
      throw CutShort()
    case .reset:
      // To linger for no time at all makes the close a reset.
      try await (channel as? any SocketOptionProvider)?
        .setSoLinger(linger(l_onoff: 1, l_linger: 0)).get()
      try await channel.close()
      throw CutShort()
    }
  }

  /// Thrown to close a connection without the rest of the response.
  private struct CutShort: Error {}
}
