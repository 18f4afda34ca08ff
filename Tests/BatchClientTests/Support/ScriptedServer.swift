import Batches

/// A server on loopback that answers each request with scripted bytes and records everything that it
/// receives.
final class ScriptedServer: Sendable {
  /// The steps for one request, in order; afterwards the connection stays open.
  enum Step: Sendable {
    case send([UInt8])
    case close
    /// Closes with a TCP reset.
    case reset
    /// Sends these bytes repeatedly for as long as they are accepted.
    case endless([UInt8], then: @Sendable () -> Void = {})
    /// Sends these bytes repeatedly, with a pause in between.
    case drip([UInt8], every: Duration)
    case run(@Sendable () -> Void)
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

  private struct Record {
    var requests: [Request] = []
    var bytes: [UInt8] = []
    var sockets: [Socket] = []
  }

  let port: Int
  private let listener: Socket
  private let script: Script
  private let record = Locked(Record())

  init(_ script: @escaping Script) throws {
    (listener, port) = try Socket.listen()
    self.script = script
    onThread { [self] in
      while let socket = listener.accept() { onThread { [self] in serve(socket) } }
    }
  }

  var requests: [Request] { record.withLock { $0.requests } }
  var connections: Int { record.withLock { $0.sockets.count } }
  var received: String { String(decoding: record.withLock { $0.bytes }, as: UTF8.self) }
  var url: String { "http://127.0.0.1:\(port)/v1" }

  func stop() {
    listener.shutDown()
    for socket in record.withLock({ $0.sockets }) { socket.shutDown() }
  }

  private func serve(_ socket: Socket) {
    let number = record.withLock { record in
      record.sockets.append(socket)
      return record.sockets.count - 1
    }
    var unread: [UInt8] = []
    while true {
      let bytes = socket.read()
      if bytes.isEmpty { break }
      record.withLock { $0.bytes += bytes }
      unread += bytes
      while let end = Self.endOfHead(unread) {
        let raw = String(decoding: unread[..<end], as: UTF8.self)
        unread.removeFirst(end)
        let request = Request(connection: number, raw: raw)
        let index = record.withLock { record in
          record.requests.append(request)
          return record.requests.count - 1
        }
        guard script(request, index).allSatisfy({ run($0, on: socket) }) else { return }
      }
    }
  }

  /// - Returns: whether the connection is still open.
  private func run(_ step: Step, on socket: Socket) -> Bool {
    switch step {
    case .send(let bytes):
      return socket.write(bytes)
    case .close:
      socket.shutDown()
      return false
    case .reset:
      // Only the last reference to the socket resets the connection.
      socket.resetAtEnd()
      record.withLock { record in
        // Its entry is kept, since connections are numbered.
        if let place = record.sockets.firstIndex(where: { $0 === socket }) {
          record.sockets[place] = Socket(-1)
        }
      }
      return false
    case .endless(let bytes, let then):
      while socket.write(bytes) {}
      then()
      return false
    case .run(let body):
      body()
      return true
    case .drip(let bytes, let duration):
      while socket.write(bytes), socket.pause(duration) {}
      return false
    }
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

/// Runs `body` with a server, which is stopped afterwards.
func withServer(
  _ script: @escaping ScriptedServer.Script, _ body: (ScriptedServer) async throws -> Void
) async throws {
  let server = try ScriptedServer(script)
  defer { server.stop() }
  try await body(server)
}

/// The same with a server that answers every request in the same way.
func withServer(
  answering steps: [ScriptedServer.Step], _ body: (ScriptedServer) async throws -> Void
) async throws {
  try await withServer({ _, _ in steps }, body)
}

extension String {
  var trimmed: String {
    var rest = self[...]
    while rest.first == " " { rest.removeFirst() }
    while rest.last == " " { rest.removeLast() }
    return String(rest)
  }
}
