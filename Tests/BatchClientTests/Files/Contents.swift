import BatchClient
import Batches

/// Contents as test servers send them.
enum Contents {
  /// Bytes that tell their place apart.
  static func bytes(_ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }
  }

  /// The head of an answer whose body follows.
  static func head(
    _ status: String = "200 OK", length: Int, _ headers: [String] = []
  ) -> ScriptedServer.Step {
    Reply.head(["content-length: \(length)"] + headers, status: status)
  }

  /// The part of a file that a request asks for.
  static func part(
    of bytes: [UInt8], for request: ScriptedServer.Request, etag: String = "\"a\""
  ) -> [ScriptedServer.Step] {
    let prefix = "bytes="
    guard let range = request.header("range"), range.hasPrefix(prefix),
      request.header("if-range").map({ $0 == etag }) ?? true,
      let start = Int(range.dropFirst(prefix.count).dropLast())
    else { return [head(length: bytes.count, ["etag: \(etag)"]), .send(bytes)] }
    return [
      head(
        "206 Partial Content", length: bytes.count - start,
        ["etag: \(etag)", "content-range: bytes \(start)-\(bytes.count - 1)/\(bytes.count)"]),
      .send(Array(bytes[start...])),
    ]
  }
}

extension FileContent {
  /// Everything that arrives, and why it ended before its end.
  func collect() async -> (bytes: [UInt8], failure: ServiceFailure?) {
    var bytes: [UInt8] = []
    do {
      while let part = try await next() { bytes += part }
      return (bytes, nil)
    } catch {
      return (bytes, error)
    }
  }
}

extension HTTPBatchService {
  func open(
    _ id: FileID = "file-1", resume: ContentPosition? = nil, followsURLs: Bool = false,
    unpacks: Bool = true
  ) async throws(ServiceFailure) -> any FileContent {
    try await content(
      ContentRequest(
        .file(id), resume: resume, followsURLs: followsURLs, unpacks: unpacks))
  }

  func failureOfContent(
    _ id: FileID = "file-1", followsURLs: Bool = false
  ) async -> ServiceFailure? {
    await failure { () async throws(ServiceFailure) in
      try await open(id, followsURLs: followsURLs)
    }
  }

  /// The whole content.
  func bytes(_ id: FileID = "file-1", followsURLs: Bool = false) async throws -> [UInt8] {
    let (bytes, failure) = try await open(id, followsURLs: followsURLs).collect()
    if let failure { throw failure }
    return bytes
  }
}
