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

    /// Whether nothing has changed but the spelling of the status: some servers spell it in one way here
    /// and in another there.
    package var isRespelling: Bool {
      guard before.status != after.status, before.status.saysTheSame(as: after.status) else {
        return false
      }
      var same = after
      same.status = before.status
      return same == before
    }
  }

  /// New rows, in the order in which they came.
  package var added: [Batch] = []
  package var changed: [Replacement] = []
  /// What a reader calls a change.
  package var noticed: [Replacement] { changed.filter { !$0.isRespelling } }
  /// Rows that the server does not have any more.
  package var removed: [Batch] = []

  package init() {}
}
