import Batches

/// What became of the list's rows at once: with one page, or with one refresh.
package struct ListChanges: Sendable, Hashable {
  /// A row whose content is another now.
  package struct Replacement: Sendable, Hashable {
    package var before: Batch
    package var after: Batch

    package init(before: Batch, after: Batch) {
      self.before = before
      self.after = after
    }
  }

  /// New rows, in the order in which they came.
  package var added: [Batch] = []
  package var changed: [Replacement] = []
  /// Rows that the server does not have any more.
  package var removed: [Batch] = []

  package init() {}
}
