import Batches

extension Fleet {
  /// A part of the list, newest first.
  public struct Page: Sendable, Hashable {
    public var batches: [Batch]
    /// Their ordinals, which decrease along the list.
    public var ordinals: Range<Int>
    public var hasMore: Bool
  }

  /// - Parameters:
  ///   - after: the ordinal after which the page starts; nil for the head of the list.
  ///   - limit: the maximum of rows.
  ///   - time: epoch seconds.
  public func page(after: Int?, limit: Int, at time: Int) -> Page {
    let end = after ?? count(at: time)
    let start = max(0, end - max(0, limit))
    let ordinals = start..<max(start, end)
    return Page(
      batches: ordinals.reversed().map { batch($0, at: time) }, ordinals: ordinals,
      hasMore: start > 0)
  }
}
