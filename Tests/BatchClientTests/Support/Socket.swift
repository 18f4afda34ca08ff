import Glibc

/// A connected TCP socket on loopback, used by one thread at a time except for `close`.
final class Socket: Sendable {
  let descriptor: CInt

  init(_ descriptor: CInt) { self.descriptor = descriptor }

  deinit { Glibc.close(descriptor) }

  /// A connection to a port of this machine; nil where nothing listens.
  static func connect(to port: Int) -> Socket? {
    let socket = Socket(Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0))
    return withAddress(port) { Glibc.connect(socket.descriptor, $0, $1) } == 0 ? socket : nil
  }

  /// A listening socket on a free port.
  static func listen() throws -> (Socket, port: Int) {
    let socket = Socket(Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0))
    guard withAddress(0, { bind(socket.descriptor, $0, $1) }) == 0,
      Glibc.listen(socket.descriptor, 64) == 0
    else { throw Errno(code: errno) }
    var address = sockaddr_in()
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    _ = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        getsockname(socket.descriptor, $0, &length)
      }
    }
    return (socket, Int(UInt16(bigEndian: address.sin_port)))
  }

  /// The next connection to a listening socket; nil once it is shut down.
  func accept() -> Socket? {
    let connection = Glibc.accept(descriptor, nil, nil)
    return connection < 0 ? nil : Socket(connection)
  }

  /// The next bytes; empty at the end.
  func read() -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: 64 << 10)
    let count = recv(descriptor, &bytes, bytes.count, 0)
    return Array(bytes.prefix(max(0, count)))
  }

  /// - Returns: false once the peer accepts nothing more.
  @discardableResult
  func write(_ bytes: [UInt8]) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  /// Waits for as long as the peer keeps the connection open.
  /// - Returns: false when it has closed the connection.
  func pause(_ duration: Duration) -> Bool {
    var wanted = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&wanted, 1, Int32(duration / .milliseconds(1))) == 0
  }

  /// Ends both directions, which also wakes a thread that waits in `read` or `accept`.
  func shutDown() { _ = shutdown(descriptor, Int32(SHUT_RDWR)) }

  /// Makes the end of the connection a TCP reset.
  func resetAtEnd() {
    var option = linger(l_onoff: 1, l_linger: 0)
    setsockopt(
      descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
  }

  private static func withAddress(
    _ port: Int, _ body: (UnsafePointer<sockaddr>, socklen_t) -> CInt
  ) -> CInt {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    return withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
  }
}

/// Runs `body` on a separate thread, which may block.
func onThread(_ body: @escaping @Sendable () -> Void) {
  final class Body {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }
  var thread = pthread_t()
  pthread_create(
    &thread, nil,
    { context in
      if let context { Unmanaged<Body>.fromOpaque(context).takeRetainedValue().run() }
      return nil
    }, Unmanaged.passRetained(Body(body)).toOpaque())
  pthread_detach(thread)
}

struct Errno: Error {
  let code: CInt
}
