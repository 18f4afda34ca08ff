import NIOConcurrencyHelpers
import NIOCore
import NIOPosix
import NIOSSL

/// A server on loopback that answers each request with exactly the bytes a test wrote, and keeps
/// every byte it got.
final class ScriptedServer: Sendable {
  /// What to do for one request, one after the other; afterwards the connection stays open.
  enum Step: Sendable {
    case send([UInt8])
    case close
    /// Closes with a TCP reset.
    case reset
    /// Sends these bytes again and again, as long as they are taken.
    case endless([UInt8])
    /// Sends these bytes again and again, with a pause.
    case drip([UInt8], every: TimeAmount)
  }

  struct Request: Sendable {
    /// Counted from 0.
    let connection: Int
    let raw: String

    /// The request line's target.
    var target: String { String(raw.split(separator: " ").dropFirst().first ?? "") }

    /// Header lines as sent, without the request line.
    var headerLines: [String] {
      raw.split(separator: "\r\n").dropFirst().map(String.init)
    }

    func header(_ name: String) -> String? {
      headerLines.first { $0.lowercased().hasPrefix(name.lowercased() + ":") }
        .map { String($0.dropFirst(name.count + 1)).trimmed }
    }
  }

  typealias Script = @Sendable (_ request: Request, _ index: Int) -> [Step]

  final class Record: Sendable {
    private let state = NIOLockedValueBox(State())

    private struct State {
      var connections = 0
      var requests: [Request] = []
      var bytes: [UInt8] = []
      var channels: [any Channel] = []
    }

    var requests: [Request] { state.withLockedValue { $0.requests } }
    var connections: Int { state.withLockedValue { $0.connections } }
    /// Every byte that arrived, on all connections.
    var bytes: [UInt8] { state.withLockedValue { $0.bytes } }

    func connect(_ channel: any Channel) -> Int {
      state.withLockedValue {
        $0.connections += 1
        $0.channels.append(channel)
        return $0.connections - 1
      }
    }

    func note(_ bytes: some Sequence<UInt8>) { state.withLockedValue { $0.bytes += bytes } }

    func note(_ request: Request) -> Int {
      state.withLockedValue {
        $0.requests.append(request)
        return $0.requests.count - 1
      }
    }

    func closeAll() {
      for channel in state.withLockedValue({ $0.channels }) { channel.close(promise: nil) }
    }
  }

  let port: Int
  private let record: Record
  private let listener: any Channel

  private init(port: Int, record: Record, listener: any Channel) {
    self.port = port
    self.record = record
    self.listener = listener
  }

  var requests: [Request] { record.requests }
  var connections: Int { record.connections }
  var received: String { String(decoding: record.bytes, as: UTF8.self) }
  var url: String { "http://127.0.0.1:\(port)/v1" }

  static func start(tls: NIOSSLContext? = nil, _ script: @escaping Script) async throws
    -> ScriptedServer
  {
    let record = Record()
    let listener = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          let pipeline = channel.pipeline.syncOperations
          if let tls { try pipeline.addHandler(NIOSSLServerHandler(context: tls)) }
          try pipeline.addHandler(ScriptedConnection(script, record: record))
        }
      }
      .bind(host: "127.0.0.1", port: 0).get()
    return ScriptedServer(
      port: listener.localAddress?.port ?? 0, record: record, listener: listener)
  }

  func stop() async throws {
    record.closeAll()
    try await listener.close()
  }
}

/// Runs `body` with a server and stops it however `body` ends.
func withServer(
  tls: NIOSSLContext? = nil, _ script: @escaping ScriptedServer.Script,
  _ body: (ScriptedServer) async throws -> Void
) async throws {
  let server = try await ScriptedServer.start(tls: tls, script)
  do {
    try await body(server)
  } catch {
    try? await server.stop()
    throw error
  }
  try await server.stop()
}

/// The same with a server that answers every request alike.
func withServer(
  answering steps: [ScriptedServer.Step], tls: NIOSSLContext? = nil,
  _ body: (ScriptedServer) async throws -> Void
) async throws {
  let script: ScriptedServer.Script = { _, _ in steps }
  try await withServer(tls: tls, script, body)
}

extension String {
  var trimmed: String {
    var rest = self[...]
    while rest.first == " " { rest.removeFirst() }
    while rest.last == " " { rest.removeLast() }
    return String(rest)
  }
}
