import CCurl

/// A URL as libcurl reads it.
final class URLParts {
  private let url: OpaquePointer

  /// - Parameters:
  ///   - text: an absolute URL.
  ///   - guessingScheme: treat a text without a scheme as http.
  init?(_ text: String, guessingScheme: Bool = false) {
    guard let url = curl_url() else { return nil }
    self.url = url
    let flags = guessingScheme ? CURLU_GUESS_SCHEME | CURLU_NON_SUPPORT_SCHEME : 0
    guard curl_url_set(url, CURLUPART_URL, text, UInt32(flags)) == CURLUE_OK else { return nil }
  }

  deinit { curl_url_cleanup(url) }

  /// Resolves a reference (RFC 3986, section 5) relative to this URL, which it replaces.
  /// - Returns: false, without a change, where it is invalid.
  func resolve(_ reference: String) -> Bool {
    curl_url_set(url, CURLUPART_URL, reference, UInt32(CURLU_URLENCODE)) == CURLUE_OK
  }

  /// Whether the URL lacks this part, or libcurl can decode it: it contains no control characters.
  /// libcurl silently bypasses a proxy whose user name it cannot decode.
  func isReadable(_ part: CURLUPart) -> Bool {
    var text: UnsafeMutablePointer<CChar>?
    let code = curl_url_get(url, part, &text, UInt32(CURLU_URLDECODE))
    defer { curl_free(text) }
    return [CURLUE_OK, CURLUE_NO_USER, CURLUE_NO_PASSWORD].contains(code)
  }

  /// Percent-encoded; nil where the URL has no such part.
  subscript(part: CURLUPart) -> String? {
    var text: UnsafeMutablePointer<CChar>?
    guard curl_url_get(url, part, &text, 0) == CURLUE_OK, let text else { return nil }
    defer { curl_free(text) }
    return String(cString: text)
  }
}
