/// How long and how much a request may take: every limit of the network, in one place.
public struct ClientLimits: Sendable, Hashable {
  /// For DNS, TCP, a proxy and TLS together. A healthy server answers within a second from any
  /// place on earth; beyond five the reader thinks that the program hangs.
  public var connect = Duration.seconds(5)
  /// Without a byte. Longer than a busy server thinks about a page, shorter than the patience of
  /// somebody who watches.
  public var silence = Duration.seconds(15)
  /// One try from its first to its last byte, so that a server that sends one byte a second cannot
  /// hold a request for ever. As long as gateways in front of such servers wait.
  public var wholeTry = Duration.seconds(60)
  /// For the body of an error, whose status has already said the essential.
  public var errorBodyTime = Duration.seconds(5)
  /// For the body of a redirect, which nobody reads: a short one leaves the connection usable.
  public var redirectBodyTime = Duration.seconds(1)
  /// Of a decoded body, in bytes. A page of 10,000 batches with long metadata stays below it.
  public var bodyBytes = 32 << 20
  /// Of the body of an error, in bytes: messages are short, and error pages not much longer.
  public var errorBodyBytes = 256 << 10
  /// Redirects to the same origin: a slash or a moved path takes one, a loop takes for ever.
  public var redirects = 3
  /// How long an unused connection is kept, so that paging pays for one handshake and an idle
  /// program holds nothing open.
  public var idleConnection = Duration.seconds(60)

  /// The limits that the program runs with.
  public static let standard = ClientLimits()

  public init() {}
}
