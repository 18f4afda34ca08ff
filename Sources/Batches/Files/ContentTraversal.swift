/// Reads a file to its end through cuts: which request comes next, and what its answer means.
public struct ContentTraversal: Sendable {
  /// What the head of an answer means for what was received before.
  public enum Start: Sendable, Hashable {
    /// Nothing was received before.
    case first
    /// The bytes go on after those that were received.
    case resumed
    /// The server begins with the first byte again: what was received before is void.
    case again
  }

  private let source: ContentRequest
  /// Bytes that count: those of the current answer, and those before it that it continues.
  public private(set) var received = 0
  public private(set) var head: ContentHead?
  public private(set) var retriesDone = 0
  /// Bytes received when progress was last noted.
  private var furthest = 0
  /// Bytes received at the end of the part that reached furthest.
  private var furthestPart = 0

  /// In bytes: a server that gets so much further before each cut is making progress.
  private static let progress = 1 << 16

  public init(_ source: ContentRequest) { self.source = source }

  /// The request to send now.
  public var next: ContentRequest {
    var request = source
    if let head, !head.isUnpacked, received > 0 {
      request.resume = ContentPosition(offset: received, version: head.version)
    }
    return request
  }

  /// Notes the head of an answer to `next`.
  public mutating func begin(_ head: ContentHead) -> Start {
    let hadBytes = received > 0
    self.head = head
    defer { received = head.start }
    if !hadBytes { return .first }
    return head.start > 0 && head.start == received ? .resumed : .again
  }

  public mutating func accept(bytes: Int) {
    received += bytes
    if received >= furthest + Self.progress {
      furthest = received
      retriesDone = 0
    }
  }

  /// What the end of an answer means.
  public enum End: Sendable, Hashable {
    /// All bytes have come that the server announced.
    case complete
    /// The server did not say how many bytes there are.
    case ofUnknownSize
    /// It was a part of the file, and the rest is to be asked for.
    case part
    /// It was a part that got no further than an earlier one.
    case stalled(ServiceFailure)
  }

  /// Notes that an answer has come to its end.
  public mutating func end() -> End {
    guard let head, !head.isUnpacked else { return .complete }
    guard let size = head.size else { return .ofUnknownSize }
    guard received < size else { return .complete }
    guard received > furthestPart else {
      return .stalled(.shortContent(received: received, of: size))
    }
    furthestPart = received
    return .part
  }

  /// Notes that the request is repeated after a failure.
  public mutating func retry() { retriesDone += 1 }
}
