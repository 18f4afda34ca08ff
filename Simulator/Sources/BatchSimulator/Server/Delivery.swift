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
    case .whole, .truncated, .drip, .trickle:
      if let content = answer.content { return body(of: content, as: answer.delivery) }
    case .hang, .endless, .reset: break
    }
    switch answer.delivery {
    case .whole, .trickle:
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

  private func body(of content: FileSlice, as delivery: Answer.Delivery) -> ResponseBody {
    ResponseBody(contentLength: content.range.count) { writer in
      switch delivery {
      case .truncated(let count):
        let start = content.range.lowerBound
        let part = FileSlice(text: content.text, range: start..<start + count)
        try await part.forEachPart { try await writer.write(ByteBuffer(bytes: $0)) }
        throw CutShort()
      case .drip: try await send(content, by: 1, every: 1, to: &writer)
      case .trickle: try await send(content, by: 16 << 10, every: 0.25, to: &writer)
      default: try await content.forEachPart { try await writer.write(ByteBuffer(bytes: $0)) }
      }
      try await writer.finish(nil)
    }
  }

  private func send(
    _ content: FileSlice, by count: Int, every seconds: Double,
    to writer: inout any ResponseBodyWriter
  ) async throws {
    try await content.forEachPart { bytes in
      var rest = bytes[...]
      while !rest.isEmpty {
        try await writer.write(ByteBuffer(bytes: rest.prefix(count)))
        rest = rest.dropFirst(count)
        try await sleep(seconds)
      }
    }
  }

  /// Thrown to close a connection without the rest of the response.
  private struct CutShort: Error {}
}
