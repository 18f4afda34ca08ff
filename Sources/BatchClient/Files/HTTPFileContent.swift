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
    case .failure: throw source.failed(.damagedFile)
    }
  }

  private func finish() throws(ServiceFailure) {
    let end = gzip.withLock { gzip in
      Result { () throws(GzipReader.Problem) in try gzip?.finish() }
    }
    guard case .failure = end else { return }
    // Where nothing marks the end of the answer, it may have been cut off.
    let isWhole = source.buffer.head?.hasMarkedEnd ?? false
    throw source.failed(isWhole ? .damagedFile : source.network.closed)
  }
}

extension ServiceFailure {
  /// All of a compressed file has come, so that another request would bring the same.
  fileprivate static let damagedFile = ServiceFailure(
    .notTheAPI, "The file is damaged: it cannot be decompressed to its end",
    advice: "`lazybatch download` fetches it as it is")
}
