/// The limits of time and size for a request.
public struct ClientLimits: Sendable, Hashable {
  /// For DNS, TCP, a proxy and TLS together. A healthy server responds within a second from anywhere on
  /// earth; after five the program would seem to hang.
  public var connect = Duration.seconds(5)
  /// Without receiving a byte. Longer than a busy server needs for a page, shorter than a user's
  /// patience.
  public var silence = Duration.seconds(15)
  /// For one try from its first to its last byte (of a file, to the end of the headers), so that a server that sends one byte a second cannot
  /// hold a request forever. Gateways in front of such servers wait as long.
  public var wholeTry = Duration.seconds(60)
  /// For the body of an error, whose status says the essential.
  public var errorBodyTime = Duration.seconds(5)
  /// For the body of a redirect, which is ignored: receiving a short one keeps the connection usable.
  public var redirectBodyTime = Duration.seconds(1)
  /// Bytes of a decompressed body. A page of 10,000 batches with long metadata is smaller.
  public var bodyBytes = 32 << 20
  /// Bytes of the body of an error.
  public var errorBodyBytes = 256 << 10
  /// Bytes of a file that wait for their reader, before the server is kept waiting.
  public var contentBuffer = 1 << 20
  /// Bytes of a file that libcurl asks the system for at a time.
  public var contentReadBytes = 256 << 10
  /// Redirects of a request. A missing slash or a moved path takes one.
  public var redirects = 3
  /// How long an unused connection is kept: paging needs only one handshake, and an idle program keeps
  /// nothing open.
  public var idleConnection = Duration.seconds(60)

  /// The limits that the program runs with.
  public static let standard = ClientLimits()

  public init() {}
}
