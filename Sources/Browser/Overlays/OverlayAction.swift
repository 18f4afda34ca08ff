import BatchInsight
import BatchPresentation
import BatchResults
import Batches

/// What an overlay asks of the state.
enum OverlayAction: Sendable, Equatable {
  case say(Message)
  case copy(CopyField)
  /// Sorts the rows by a column, or reverses them where they are; nil for the server's order.
  case sort(by: ListColumn?)
  case reverseOrder
  case showColumns(ColumnChoice)
  /// Puts the cursor on a batch of the list.
  case reveal(Batch)
  /// Shows the matches of a filter that may still change.
  case previewFilter(Filter)
  /// Keeps a filter, as it was typed.
  case applyFilter(Filter, text: String)
  /// Goes back to the filter that was kept last.
  case restoreFilter
  case askSavePath(suggestion: String, SaveSubject)
  /// Asks for completions of a path; the answer is `OverlayEvent.completed`.
  case complete(path: String)
  case save(SaveTarget, replacing: Bool)
  case cancelSave
  case reloadAll
  /// Opens another overlay over this one.
  case open(Overlay)

  // Results
  /// Receives what a tab shows.
  case readResults(ResultsOverlay.Tab)
  case askReader([ResultsRequest])
  /// - Parameter rows: that are wanted at first.
  case openList(ResultList, matching: String, rows: Int)
  case wantRows(Int)
  case closeList
  case showLine(FoundLine, in: ResultList)
  case closeLine
  case showLineAgain
  case closeResults
  case askResultsPath(ResultsSave)

  /// Runs a program of the user's own in the terminal.
  case run(name: String, [String])
  case cancelBatches([BatchID])
  case switchProfile(String)
}
