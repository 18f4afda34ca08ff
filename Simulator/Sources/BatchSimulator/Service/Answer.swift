import Batches

/// A response of the service, and how to deliver it.
struct Answer: Sendable, Hashable {
  /// How a response reaches the client.
  enum Delivery: Sendable, Hashable {
    /// Head and body, complete.
    case whole
    /// The head announces the whole body, but the connection is closed after part of it.
    case truncated(bytes: Int)
    /// One byte of the body per second.
    case drip
    /// 16 KiB of the body every quarter of a second.
    case trickle
    /// Nothing is sent, and the connection stays open.
    case hang
    /// A list with endless items.
    case endless(compressed: Bool)
    /// The connection is reset (RST) before anything is sent.
    case reset

    /// A truncated or slow body is not compressed, because its length must be the announced one.
    func mayBeCompressed(byDefault: Bool) -> Bool {
      self == .whole && byDefault || self == .endless(compressed: true)
    }
  }

  var status = 200
  var contentType = Self.json
  /// Additional headers.
  var headers: [String: String] = [:]
  var body: [UInt8] = []
  /// A part of a file instead of a body, computed as it is sent.
  var content: FileSlice?
  var delivery = Delivery.whole

  /// Of the body.
  var byteCount: Int { content?.range.count ?? body.count }

  /// Whether it may be compressed; a file is not, since parts of it are asked for by place.
  func mayBeCompressed(byDefault: Bool) -> Bool {
    content == nil && delivery.mayBeCompressed(byDefault: byDefault)
  }

  static let json = "application/json; charset=utf-8"
  static let text = "text/plain; charset=utf-8"

  init(_ value: JSONValue, status: Int = 200) {
    self.status = status
    // The control characters of a simulated hostile server must reach the client unescaped.
    body = value.json(escaping: .minimal)
  }

  init(text: String, status: Int, contentType: String = Self.text) {
    self.status = status
    self.contentType = contentType
    body = Array(text.utf8)
  }
}

/// The provider's own error responses, verbatim.
extension Answer {
  static let noSuchPage = Answer(text: "404 page not found", status: 404)
  static let invalidToken = Answer(.string("Invalid token"), status: 401)
  static let invalidKey = Answer(.string("Api key is invalid"), status: 401)

  static let badLimit = refusal(400, code: 20_075, "limit must be an integer from 1 to 100")
  static let goneCursor = refusal(400, code: 20_076, "after: no such batch")

  static func refusal(_ status: Int, code: Int, _ message: String) -> Answer {
    Answer(
      .object([
        JSONMember("code", .number("\(code)")), JSONMember("message", .string(message)),
        JSONMember("data", .null),
      ]), status: status)
  }
}
