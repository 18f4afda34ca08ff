import Batches

/// Which row the cursor is on and on which line of the list it is drawn.
///
/// Both survive whatever happens to the list around them: the row is named by its id, and the
/// line is kept, so that rows arriving above move the list under the cursor, not the cursor.
struct Selection: Sendable, Hashable {
  var id: String?
  /// Rows from the top of the viewport down to the cursor.
  var line: Int

  init(id: String? = nil, line: Int = 0) {
    self.id = id
    self.line = line
  }

  /// Whether the cursor is on the batch of this id, or on none for nil.
  func isOn(_ id: String?) -> Bool {
    self.id.map { BatchID($0) } == id.map { BatchID($0) }
  }
}
