import BatchPresentation
import BatchResults
import Batches
import Screen

/// Where the cursor is in a request and its answer, what of it is folded, and what is searched for.
struct DocumentCursor: Sendable, Equatable {
  private(set) var rows = RowCursor()
  private var folded: Set<DocumentText.Place> = []
  private var query = ""
  /// Whether the last search found something.
  private(set) var hasMatch = false
  private(set) var text: DocumentText?
  private var source: Source?

  /// What the text was made of. It is laid out again only when this changes.
  private struct Source: Equatable {
    var number: Int
    var hasResult: Bool
    var hasRequest: Bool
    var columns: Int
    var theme: Theme
    var folded: Set<DocumentText.Place>
  }

  static func == (left: DocumentCursor, right: DocumentCursor) -> Bool {
    left.rows == right.rows && left.text === right.text && left.query == right.query
  }

  mutating func lay(
    out shown: ShownLine, _ batch: Batch, height: Int, in context: OverlayContext
  ) {
    let source = Source(
      number: shown.number, hasResult: shown.result != nil, hasRequest: shown.request != nil,
      columns: context.size.columns, theme: context.theme, folded: folded)
    if source == self.source, let text {
      rows.fit(count: text.count, height: height)
      return
    }
    self.source = source
    let text = ShownLineText(shown, batch, theme: context.theme).laidOut(
      columns: max(8, context.size.columns - 3), folded: folded)
    self.text = text
    rows.fit(count: text.count, height: height)
  }

  /// - Returns: false for a command that does not move.
  mutating func move(by command: Command, height: Int) -> Bool {
    rows.move(by: command, count: text?.count ?? 0, height: height)
  }

  /// Folds or unfolds the list or object that the cursor is at.
  mutating func toggle(
    _ shown: ShownLine, _ batch: Batch, height: Int, in context: OverlayContext
  ) {
    guard let place = text?.place(at: rows.index),
      let opening = ShownLineText.opening(around: place, in: shown)
    else { return }
    if folded.remove(opening) == nil { folded.insert(opening) }
    lay(out: shown, batch, height: height, in: context)
    if let text, let index = text.index(of: opening) {
      rows.move(to: index, count: text.count, height: height)
    }
  }

  mutating func search(_ query: String, height: Int) {
    self.query = query
    find(from: rows.index, step: 1, height: height)
  }

  mutating func searchOn(down: Bool, height: Int) {
    find(from: rows.index + (down ? 1 : -1), step: down ? 1 : -1, height: height)
  }

  private mutating func find(from start: Int, step: Int, height: Int) {
    let found = text?.line(containing: query, from: start, step: step)
    hasMatch = found != nil
    if let found, let text { rows.move(to: found, count: text.count, height: height) }
  }
}
