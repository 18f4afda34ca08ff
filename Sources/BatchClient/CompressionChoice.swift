import Synchronization

/// Whether answers are asked for in compressed form (RFC 9110, 12.5.3).
///
/// On this machine there is no network whose bytes are worth it: to pack and unpack a page takes
/// longer than all the rest of the answer. But a port of this machine may be the end of a tunnel, and
/// then a page is eight times as many bytes as it has to be. So a server on loopback is asked for
/// plain answers until one of them takes its time, every other one for compressed ones.
final class CompressionChoice: Sendable {
  /// From the head of an answer to the end of its body. Through loopback a page takes a tenth of this;
  /// over a network that is slow enough to matter, more.
  static let patience = Duration.milliseconds(20)

  private let isCompressed: Mutex<Bool>

  init(for origin: Origin) {
    isCompressed = Mutex(!origin.isLoopback)
  }

  /// What the next request says in `Accept-Encoding`.
  var acceptEncoding: String { isCompressed.withLock { $0 } ? "gzip" : "identity" }

  func noteBody(took duration: Duration) {
    if duration > Self.patience { isCompressed.withLock { $0 = true } }
  }
}
