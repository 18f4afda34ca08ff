import Batches
import CCurl

/// What a server sent in reply to one request.
struct Answer: Sendable {
  var status = 0
  var headers = ResponseFacts()
  var body: [UInt8] = []
  /// The value of `Content-Encoding`.
  var coding: String?
  /// The value of `Location`.
  var location: String?
  /// Why the body may not be all of it; nil when it ended as it should.
  var interruption: ServiceFailure?

  var isSuccess: Bool { Self.isSuccess(status) }

  /// A whole status that tells of anything but success.
  var isError: Bool { status >= 300 }

  /// Whether the body begins as a text does, and not as compressed bytes.
  var holdsText: Bool {
    !body.isEmpty && body.prefix(64).allSatisfy { $0 >= 0x20 || [0x09, 0x0A, 0x0D].contains($0) }
  }

  static func isSuccess(_ status: Int) -> Bool { (200..<300).contains(status) }

  static func isRedirect(_ status: Int) -> Bool { [301, 302, 303, 307, 308].contains(status) }
}

/// The header of the answer that an easy handle has received.
struct ResponseHeaders {
  private let easy: UnsafeMutableRawPointer

  init(_ easy: UnsafeMutableRawPointer) { self.easy = easy }

  /// The first value under a name, in whatever case the server wrote it.
  subscript(name: String) -> String? {
    var header: UnsafeMutablePointer<curl_header>?
    guard curl_easy_header(easy, name, 0, UInt32(CURLH_HEADER), -1, &header) == CURLHE_OK,
      let value = header?.pointee.value
    else { return nil }
    return String(cString: value)
  }
}

extension ResponseFacts {
  init(_ headers: ResponseHeaders) {
    self.init(
      retryAfterMilliseconds: headers["retry-after-ms"], retryAfter: headers["retry-after"],
      date: headers["date"], traceID: Self.traceID(headers),
      contentType: headers["content-type"], server: headers["server"])
  }

  /// Header values are the server's text: kept is what a trace id may be made of.
  private static func traceID(_ headers: ResponseHeaders) -> String? {
    guard let value = headers["x-siliconcloud-trace-id"] ?? headers["x-request-id"] else {
      return nil
    }
    let text = String(value.unicodeScalars.filter { ("!"..."~").contains($0) }.prefix(128))
    return text.isEmpty ? nil : text
  }
}
