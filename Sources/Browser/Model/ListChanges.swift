import Batches

/// What became of the list's rows at once: with one page, or with one refresh.
public struct ListChanges: Sendable, Hashable {
  /// A row whose content is another now.
  public struct Replacement: Sendable, Hashable {
    public var before: Batch
    public var after: Batch

    public init(before: Batch, after: Batch) {
      self.before = before
      self.after = after
    }
  }

  /// New rows, in the order in which they came.
  public var added: [Batch] = []
  public var changed: [Replacement] = []
  /// Rows that the server does not have any more.
  public var removed: [Batch] = []

  public init() {}
}
