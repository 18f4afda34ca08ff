import Glibc
import NIOCore

/// One connection of a `ScriptedServer`.
final class ScriptedConnection: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private let script: ScriptedServer.Script
  private let record: ScriptedServer.Record
  private var number = 0
  private var unread: [UInt8] = []

  init(_ script: @escaping ScriptedServer.Script, record: ScriptedServer.Record) {
    self.script = script
    self.record = record
  }

  func handlerAdded(context: ChannelHandlerContext) {
    number = record.connect(context.channel)
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let bytes = Array(Self.unwrapInboundIn(data).readableBytesView)
    record.note(bytes)
    unread += bytes
    while let end = Self.endOfHead(unread) {
      let request = ScriptedServer.Request(
        connection: number, raw: String(decoding: unread[..<end], as: UTF8.self))
      unread.removeFirst(end)
      let index = record.note(request)
      run(script(request, index)[...], context)
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }

  private func run(_ steps: ArraySlice<ScriptedServer.Step>, _ context: ChannelHandlerContext) {
    guard let step = steps.first else { return }
    let rest = steps.dropFirst()
    switch step {
    case .send(let bytes):
      write(bytes, context)
      run(rest, context)
    case .close:
      context.close(promise: nil)
    case .reset:
      let options = context.channel as? any SocketOptionProvider
      options?.setSoLinger(linger(l_onoff: 1, l_linger: 0))
        .assumeIsolated().whenComplete { _ in context.close(promise: nil) }
    case .endless(let bytes):
      // A pause, since tasks that are due at once would keep the loop from its other sockets.
      context.writeAndFlush(Self.wrapOutboundOut(ByteBuffer(bytes: bytes)))
        .assumeIsolated().whenSuccess {
          context.eventLoop.assumeIsolated().scheduleTask(in: .microseconds(200)) {
            self.run([step], context)
          }
        }
    case .drip(let bytes, let pause):
      write(bytes, context)
      context.eventLoop.assumeIsolated().scheduleTask(in: pause) {
        if context.channel.isActive { self.run([step], context) }
      }
    }
  }

  private func write(_ bytes: [UInt8], _ context: ChannelHandlerContext) {
    context.writeAndFlush(Self.wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: nil)
  }

  private static func endOfHead(_ bytes: [UInt8]) -> Int? {
    let mark = Array("\r\n\r\n".utf8)
    guard bytes.count >= mark.count else { return nil }
    return (0...(bytes.count - mark.count)).first {
      bytes[$0..<$0 + mark.count].elementsEqual(mark)
    }
    .map { $0 + mark.count }
  }
}
