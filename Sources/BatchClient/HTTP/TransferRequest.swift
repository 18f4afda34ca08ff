import Batches
import Secrets

/// One request as libcurl is to send it.
struct TransferRequest {
  enum Method: Sendable { case get, post }

  /// What becomes of a compressed body.
  enum Coding {
    /// libcurl decompresses it as its header says.
    case decoded
    /// It is asked for, and comes as it is.
    case raw
    /// It is not asked for: positions and sizes apply to the bytes as they are sent.
    case identity
  }

  let url: String
  let origin: Origin
  var method: Method
  var coding = Coding.decoded
  /// Whether the key and the user's own headers go along.
  var isTrusted = true
  var accept = "application/json"
  /// Where in the file to begin; nil for all of it.
  var resume: ContentPosition?

  init(_ target: RequestTarget, at origin: Origin, _ method: Method = .get) {
    url = target.url(at: origin)
    self.origin = origin
    self.method = method
  }

  func headerLines(_ configuration: ClientConfiguration) -> [String] {
    var lines = ["Accept: \(accept)", "User-Agent: lazybatch/\(configuration.version)"]
    // Without a value libcurl leaves it out: the body is empty.
    if method == .post { lines.append("Content-Type:") }
    if isTrusted {
      if let key = configuration.key {
        let field = configuration.keyStyle.field(key)
        lines.append(RequestHeader(field.name, field.value).line)
      }
      for header in configuration.headers {
        // The last one of a name counts, so that the user's own replaces the client's.
        lines.removeAll { $0.lowercased().hasPrefix(header.name.lowercased() + ":") }
        lines.append(header.line)
      }
    }
    guard let resume else { return lines }
    lines.append("Range: bytes=\(resume.offset)-")
    // A weak ETag does not distinguish bytes (RFC 9110, 13.1.5).
    if let etag = resume.version.etag, etag.hasPrefix("\""),
      etag.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F })
    {
      lines.append("If-Range: \(etag)")
    }
    return lines
  }
}
