import Batches

/// What an overlay asks of the state.
enum OverlayAction: Sendable, Hashable {
  case say(BrowserState.Message)
  case copy(CopyField)
  /// Sorts the rows by a column, or reverses them where they are; nil for the server's order.
  case sort(by: ListColumn?)
  case reverseOrder
  case showColumns(ColumnChoice)
  /// Puts the cursor on a batch of the list.
  case reveal(Batch)
  case askSavePath(suggestion: String)
  case save(SaveTarget, replacing: Bool)
  case rereadAll
}
