import NIOConcurrencyHelpers
import NIOCore
import NIOPosix

/// A proxy on loopback, HTTP CONNECT or SOCKS5, that leads every tunnel to one port here, whatever
/// host was asked for, and keeps what it was asked.
enum TunnelProxy {
  enum Manner: Sendable {
    case http
    /// Answers CONNECT with this status line and opens nothing.
    case refusing(String)
    case socks
    /// Refuses all ways to say who one is.
    case socksWithPassword
    /// Says that the host cannot be reached.
    case socksUnreachable
    /// Answers a request with bytes that are no SOCKS.
    case socksBroken
    /// Closes the connection instead of answering.
    case socksHangingUp
  }

  final class Log: Sendable {
    private let lines = NIOLockedValueBox<[String]>([])
    var all: [String] { lines.withLockedValue { $0 } }
    func add(_ line: String) { lines.withLockedValue { $0.append(line) } }
  }

  static func withProxy(
    _ manner: Manner, to target: Int, _ body: (_ port: Int, _ log: Log) async throws -> Void
  ) async throws {
    let log = Log()
    let listener = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(
            TunnelHandler(manner, target: target, log: log))
        }
      }
      .bind(host: "127.0.0.1", port: 0).get()
    do {
      try await body(listener.localAddress?.port ?? 0, log)
    } catch {
      try? await listener.close()
      throw error
    }
    try await listener.close()
  }
}

private final class TunnelHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private enum Stage {
    case greeting, request, opening
    case open(any Channel)
    case over
  }

  private let manner: TunnelProxy.Manner
  private let target: Int
  private let log: TunnelProxy.Log
  private var stage = Stage.greeting
  private var bytes = ByteBuffer()

  init(_ manner: TunnelProxy.Manner, target: Int, log: TunnelProxy.Log) {
    self.manner = manner
    self.target = target
    self.log = log
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    var part = Self.unwrapInboundIn(data)
    if case .open(let channel) = stage {
      channel.writeAndFlush(part, promise: nil)
      return
    }
    bytes.writeBuffer(&part)
    switch manner {
    case .http, .refusing: readConnect(context)
    case .socks, .socksWithPassword, .socksUnreachable, .socksBroken: readSOCKS(context)
    case .socksHangingUp: context.close(promise: nil)
    }
  }

  func channelInactive(context: ChannelHandlerContext) {
    if case .open(let channel) = stage { channel.close(promise: nil) }
    stage = .over
  }

  private func readConnect(_ context: ChannelHandlerContext) {
    let text = String(buffer: bytes)
    guard case .greeting = stage, text.hasSuffix("\r\n\r\n") else { return }
    log.add(text)
    bytes.clear()
    if case .refusing(let status) = manner {
      send(Array("HTTP/1.1 \(status)\r\ncontent-length: 0\r\n\r\n".utf8), context)
      stage = .over
    } else {
      open(context, answer: Array("HTTP/1.1 200 OK\r\n\r\n".utf8))
    }
  }

  private func readSOCKS(_ context: ChannelHandlerContext) {
    switch stage {
    case .greeting:
      guard let head = bytes.readBytes(length: 2), bytes.readBytes(length: Int(head[1])) != nil
      else { return }
      if case .socksWithPassword = manner {
        send([5, 0xFF], context)
        stage = .over
      } else {
        send([5, 0], context)
        stage = .request
      }
    case .request:
      guard let head = bytes.readBytes(length: 5), head[3] == 3,
        let name = bytes.readString(length: Int(head[4])),
        let port = bytes.readInteger(as: UInt16.self)
      else { return }
      log.add("\(name):\(port)")
      if case .socksUnreachable = manner {
        send([5, 4, 0, 1, 0, 0, 0, 0, 0, 0], context)
        stage = .over
      } else if case .socksBroken = manner {
        send([5, 0, 7, 9, 0, 0, 0, 0, 0, 0], context)
        stage = .over
      } else {
        open(context, answer: [5, 0, 0, 1, 0, 0, 0, 0, 0, 0])
      }
    default:
      break
    }
  }

  private func open(_ context: ChannelHandlerContext, answer: [UInt8]) {
    stage = .opening
    let back = context.channel
    let loopBound = NIOLoopBound(context, eventLoop: context.eventLoop)
    ClientBootstrap(group: context.eventLoop)
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(ReturnHandler(to: back))
        }
      }
      .connect(host: "127.0.0.1", port: target)
      .assumeIsolated().whenSuccess { channel in
        self.stage = .open(channel)
        self.send(answer, loopBound.value)
      }
  }

  private func send(_ bytes: [UInt8], _ context: ChannelHandlerContext) {
    context.writeAndFlush(Self.wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: nil)
  }
}

/// What comes back through the tunnel.
private final class ReturnHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  private let back: any Channel

  init(to back: any Channel) { self.back = back }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    back.writeAndFlush(Self.unwrapInboundIn(data), promise: nil)
  }

  func channelInactive(context: ChannelHandlerContext) { back.close(promise: nil) }
}
