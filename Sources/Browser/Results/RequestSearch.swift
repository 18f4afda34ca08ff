import BatchResults
import Batches

/// Looks in the input for the request that a result answers, as far as the input has been received.
final class RequestSearch {
  enum Outcome: Sendable {
    case found(ResultDocument)
    /// The input does not have it.
    case notFound
    /// The result does not say of which request it is.
    case noID
    /// The input is not named, or is not kept where this API leads, as a sentence without a full stop.
    case noInput(String?)
    case failed(ServiceFailure)
    case notKept(SaveFailure)
    case stopped
  }

  let number: Int
  private let id: String
  private var finder: RequestFinder
  private var position = 0

  static let chunkBytes = 1 << 20
  /// Bytes that are looked through before others have a turn.
  private static let bytesAtOnce = 16 << 20

  init(id: String, number: Int) {
    self.id = id
    self.number = number
    finder = RequestFinder(id: id)
  }

  /// Whether there is something to look through already.
  func hasMore(in copy: FileCopy) -> Bool { position < copy.received }

  /// Looks through a part of what has come since.
  /// - Returns: nil while it may still come.
  func advance(in copy: FileCopy) throws(SaveFailure) -> Outcome? {
    if position > copy.received {
      // The file began again.
      position = 0
      finder = RequestFinder(id: id)
    }
    let most = position + Self.bytesAtOnce
    while finder.place == nil, position < min(copy.received, most) {
      let chunk = try copy.bytes(position..<position + Self.chunkBytes)
      position += chunk.count
      chunk.withUnsafeBufferPointer { finder.feed($0) }
    }
    if finder.place == nil, hasMore(in: copy) { return nil }
    if finder.place == nil, copy.phase == .complete { finder.finish() }
    if let place = finder.place {
      return .found(try copy.document(at: place.offset, length: place.length))
    }
    switch copy.phase {
    case .reading, .waiting: return nil
    case .complete: return .notFound
    case .stopped: return .stopped
    case .failed(let failure): return .failed(failure)
    }
  }
}
