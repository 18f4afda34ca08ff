import Batches
import Secrets

/// The bytes of a file as libcurl receives them.
final class HTTPFileContent: FileContent {
  let head: ContentHead
  private let source: ContentTransfer
  private let gzip: Locked<GzipReader?>

  /// Whether nothing is left to read.
  private let isComplete: Bool

  /// - Parameter gzip: decompresses the bytes; nil to hand them over as they come.
  init(
    _ source: ContentTransfer, _ head: ContentHead, gzip: GzipReader?, isComplete: Bool = false
  ) {
    self.source = source
    self.head = head
    self.isComplete = isComplete
    self.gzip = Locked(gzip)
  }

  func next() async throws(ServiceFailure) -> [UInt8]? {
    if isComplete { return nil }
    while true {
      if let piece = try unpackedPiece() { return piece }
      let bytes = try await source.next()
      guard let bytes else {
        try finish()
        return nil
      }
      let isPacked = gzip.withLock { gzip in
        gzip?.feed(bytes)
        return gzip != nil
      }
      if !isPacked { return bytes }
    }
  }

  private func unpackedPiece() throws(ServiceFailure) -> [UInt8]? {
    let piece = gzip.withLock { gzip in
      Result { () throws(GzipReader.Problem) in try gzip?.next() }
    }
    switch piece {
    case .success(let piece): return piece
    case .failure: throw source.failed(source.network.badCompression)
    }
  }

  private func finish() throws(ServiceFailure) {
    let end = gzip.withLock { gzip in
      Result { () throws(GzipReader.Problem) in try gzip?.finish() }
    }
    if case .failure = end { throw source.failed(source.network.closed) }
  }
}
