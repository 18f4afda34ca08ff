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

  /// What it takes to get from one list to another.
  public init(from old: BatchList, to new: BatchList) {
    for index in 0..<new.count {
      let batch = new[index].batch
      guard let before = old.row(batch.id)?.batch else {
        added.append(batch)
        continue
      }
      if before != batch { changed.append(Replacement(before: before, after: batch)) }
    }
    for index in 0..<old.count {
      let batch = old[index].batch
      if !new.contains(batch.id) { removed.append(batch) }
    }
  }
}
