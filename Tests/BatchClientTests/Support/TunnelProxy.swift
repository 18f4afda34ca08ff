import Batches

/// A proxy on loopback, HTTP CONNECT or SOCKS5, that connects every tunnel to one local port, whatever
/// the requested host, and records the requests.
final class TunnelProxy: Sendable {
  enum Manner: Sendable {
    case http
    /// Answers CONNECT with this status line and opens nothing.
    case refusing(String)
    case socks
    /// Requires this user name and password (RFC 1929).
    case socksFor(user: String, password: String)
    /// Rejects all methods of authentication.
    case socksWithPassword
    /// Reports that the host is unreachable.
    case socksUnreachable
    /// Answers with bytes that are not SOCKS.
    case socksBroken
    /// Closes the connection instead of answering.
    case socksHangingUp
  }

  let port: Int
  private let manner: Manner
  private let target: Int
  private let listener: Socket
  private let lines = Locked<[String]>([])
  private let sockets = Locked<[Socket]>([])

  /// The requests: the head of a CONNECT, or `host:port`.
  var log: [String] { lines.withLock { $0 } }

  private init(_ manner: Manner, to target: Int) throws {
    (listener, port) = try Socket.listen()
    self.manner = manner
    self.target = target
    onThread { [self] in
      while let socket = listener.accept() {
        sockets.withLock { $0.append(socket) }
        onThread { [self] in serve(socket) }
      }
    }
  }

  static func withProxy(
    _ manner: Manner, to target: Int, _ body: (TunnelProxy) async throws -> Void
  ) async throws {
    let proxy = try TunnelProxy(manner, to: target)
    defer { proxy.stop() }
    try await body(proxy)
  }

  private func stop() {
    listener.shutDown()
    for socket in sockets.withLock({ $0 }) { socket.shutDown() }
  }

  private func serve(_ socket: Socket) {
    switch manner {
    case .http, .refusing: serveConnect(socket)
    case .socksHangingUp:
      _ = socket.read()
      socket.shutDown()
    default: serveSOCKS(socket)
    }
  }

  private func serveConnect(_ socket: Socket) {
    var head = ""
    while !head.hasSuffix("\r\n\r\n") {
      let bytes = socket.read()
      if bytes.isEmpty { return }
      head += String(decoding: bytes, as: UTF8.self)
    }
    lines.withLock { $0.append(head) }
    if case .refusing(let status) = manner {
      socket.write(Array("HTTP/1.1 \(status)\r\ncontent-length: 0\r\n\r\n".utf8))
    } else {
      open(socket, answer: Array("HTTP/1.1 200 OK\r\n\r\n".utf8))
    }
  }

  private func serveSOCKS(_ socket: Socket) {
    let greeting = socket.read()
    guard greeting.first == 5 else { return }
    switch manner {
    case .socksWithPassword:
      socket.write([5, 0xFF])
      return
    case .socksFor(let user, let password):
      socket.write([5, 2])
      let wanted =
        [1, UInt8(user.utf8.count)] + user.utf8 + [UInt8(password.utf8.count)]
        + password.utf8
      let isRight = socket.read() == wanted
      socket.write([1, isRight ? 0 : 1])
      if !isRight { return socket.shutDown() }
    default:
      socket.write([5, 0])
    }
    let request = socket.read()
    guard request.count > 7, request[3] == 3 else { return }
    let name = request[5..<5 + Int(request[4])]
    let port = request.suffix(2).reduce(0) { $0 << 8 | Int($1) }
    lines.withLock { $0.append("\(String(decoding: name, as: UTF8.self)):\(port)") }
    switch manner {
    case .socksUnreachable: socket.write([5, 4, 0, 1, 0, 0, 0, 0, 0, 0])
    case .socksBroken: socket.write([5, 0, 7, 9, 0, 0, 0, 0, 0, 0])
    default: open(socket, answer: [5, 0, 0, 1, 0, 0, 0, 0, 0, 0])
    }
  }

  private func open(_ near: Socket, answer: [UInt8]) {
    guard let far = Socket.connect(to: target) else { return near.shutDown() }
    near.write(answer)
    onThread {
      Self.pump(from: far, to: near)
    }
    Self.pump(from: near, to: far)
  }

  private static func pump(from: Socket, to: Socket) {
    while true {
      let bytes = from.read()
      if bytes.isEmpty { break }
      if !to.write(bytes) { break }
    }
    to.shutDown()
  }
}
