import Batches
import CCurl

/// The headers of the response that an easy handle has received.
struct ResponseHeaders {
  private let easy: UnsafeMutableRawPointer

  init(_ easy: UnsafeMutableRawPointer) { self.easy = easy }

  /// The names of all headers, in the server's order.
  var names: [String] {
    var names: [String] = []
    var header: UnsafeMutablePointer<curl_header>?
    while let next = curl_easy_nextheader(easy, UInt32(CURLH_HEADER), -1, header) {
      header = next
      if let name = next.pointee.name { names.append(String(cString: name)) }
    }
    return names
  }

  /// The first value of a header, whatever the case of its name.
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
      contentType: headers["content-type"], server: headers["server"],
      link: headers["link"])
  }

  /// Only the printable ASCII of the server's text, shortened.
  private static func traceID(_ headers: ResponseHeaders) -> String? {
    let usual = headers["x-siliconcloud-trace-id"] ?? headers["x-request-id"]
    guard let value = usual ?? TraceHeader.best(of: headers.names).flatMap({ headers[$0] }) else {
      return nil
    }
    let text = String(value.unicodeScalars.filter { ("!"..."~").contains($0) }.prefix(128))
    return text.isEmpty ? nil : text
  }
}
