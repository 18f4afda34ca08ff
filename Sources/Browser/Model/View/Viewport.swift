import BatchStore
import Batches

/// The part of the shown rows that is on screen: the row under the cursor, the line that it is on,
/// and what the user has seen.
struct Viewport: Sendable {
  /// Why a row is marked until the user has looked at it.
  enum Mark: Sendable, Hashable {
    case new
    case changed
  }

  /// The rows that it belongs to, and how many of them fit.
  struct Extent: Sendable, Hashable {
    /// Rows that are shown, on screen or not.
    var count: Int
    /// Lines for rows; 0 where the detail has taken their place.
    var height: Int
    /// The index of the selected row; nil where it is not shown.
    var cursor: Int?
  }

  private(set) var selection = Selection()
  /// Where the cursor was before the view took the row from under it.
  private(set) var selectionToRestore: Selection?
  private(set) var marks: [BatchID: Mark] = [:]
  /// Which rows the user has marked, on screen or not.
  private(set) var marked = Marks()
  /// Rows that arrived above the first line and were not scrolled to yet.
  private(set) var arrivals = 0
  /// A key was pressed since the last refresh: what was on screen has been looked at.
  private var hasLooked = false
  /// The user moved since rows were last asked for: a gap on screen may be filled.
  private(set) var hasMoved = false
}

// MARK: What is on screen

extension Viewport {
  /// The index of the first row on screen.
  func top(in extent: Extent) -> Int {
    max(0, (extent.cursor ?? 0) - min(selection.line, max(0, extent.height - 1)))
  }

  /// The indices of the rows on screen.
  func visible(in extent: Extent) -> Range<Int> {
    let top = min(top(in: extent), extent.count)
    return top..<min(extent.count, top + extent.height)
  }
}

// MARK: The user's marks

extension Viewport {
  mutating func toggleMark(of id: BatchID) { marked.toggle(id) }

  mutating func toggleMarks(of all: Set<BatchID>) { marked.toggleAll(all) }

  mutating func clearMarks() { marked.clear() }

  /// Rows that are gone lose their marks.
  mutating func unmark(removed changes: ListChanges) { marked.apply(changes) }
}

// MARK: Moving

extension Viewport {
  /// Puts the cursor on the row at an index and scrolls by `rows`, then as far as the cursor needs.
  /// - Parameter id: of that row.
  /// - Returns: whether it is another row than before.
  mutating func move(to index: Int, id: String, scrolling rows: Int, in extent: Extent) -> Bool {
    guard let old = selection.id else { return false }
    let height = max(1, extent.height)
    // One line more than rows: the last one says whether there is more.
    let lowestTop = max(0, extent.count + 1 - height)
    var top = top(in: extent)
    if rows > 0 { top = max(top, min(top + rows, lowestTop)) }
    if rows < 0 { top = max(0, top + rows) }
    let linesBelow = index == extent.count - 1 ? 1 : 0
    top = max(top, index + min(linesBelow, height - 1) - (height - 1))
    top = min(top, index)
    selection = Selection(id: id, line: index - top)
    arrivals = min(arrivals, top)
    hasMoved = true
    guard !selection.isOn(old) else { return false }
    selectionToRestore = nil
    marks[BatchID(old)] = nil
    return true
  }

  /// A row above the cursor, on screen, went.
  mutating func shiftUp() { selection.line -= 1 }

  /// Fills a viewport that grew: no blank lines below the last row while there are rows above.
  mutating func fill(in extent: Extent) {
    // Under a full-screen detail pane the list keeps its position.
    guard let index = extent.cursor, extent.height > 0 else { return }
    let top = min(
      index - min(selection.line, extent.height - 1),
      max(0, extent.count + 1 - extent.height))
    selection.line = index - max(0, top)
    arrivals = min(arrivals, max(0, top))
  }

  /// What the user's moves call for was asked for.
  mutating func noteMovesServed() { hasMoved = false }
}

// MARK: Selecting

extension Viewport {
  /// The selected row becomes another one although the user did not move.
  mutating func select(_ id: String?, line: Int = 0) { selection = Selection(id: id, line: line) }

  /// Puts the cursor on a row that is not shown yet.
  mutating func reveal(_ id: String, line: Int) { reveal(Selection(id: id, line: line)) }

  mutating func reveal(_ selection: Selection) {
    self.selection = selection
    selectionToRestore = nil
  }

  /// The list was replaced by a new one.
  /// - Parameter heir: takes the place of the selected row; that row itself where it is left.
  mutating func replaceList(with list: BatchList, selecting heir: String?) {
    marks = marks.filter { list.contains($0.key.text) }
    if let id = selectionToRestore?.id, !list.contains(id) { selectionToRestore = nil }
    selection.id = heir
  }

  /// Moves the cursor's line up where there are too few rows above it.
  mutating func limitLine(to index: Int) { selection.line = min(selection.line, index) }

  /// Remembers where the cursor is, for when the view that comes next is left.
  mutating func rememberSelection() { selectionToRestore = selection }

  /// Where the cursor was before the view took the row from under it, or else is.
  var origin: Selection { selectionToRestore ?? selection }

  /// The view hides the row that the cursor was on, and may show it again.
  mutating func restoreLater(_ origin: Selection) { selectionToRestore = origin }

  /// The cursor stays where it is.
  mutating func forgetSelectionToRestore() { selectionToRestore = nil }
}

// MARK: What is new

extension Viewport {
  mutating func mark(_ ids: [String], _ mark: Mark) {
    let selected = selection.id.map { BatchID($0) }
    for id in ids.map({ BatchID($0) }) where id != selected || mark == .changed {
      if marks[id] != .new { marks[id] = mark }
    }
  }

  /// A key was pressed, with all before the user's eyes that is on screen.
  mutating func noteLook() { hasLooked = true }

  /// What was on screen when a key was pressed has been looked at.
  /// - Parameter visible: the rows on screen.
  mutating func forgetSeenMarks(of visible: some Sequence<BatchID>) {
    guard hasLooked else { return }
    hasLooked = false
    for id in visible { marks[id] = nil }
  }

  /// Rows came above the viewport, whose first row is at `top` now.
  mutating func add(arrivals count: Int, top: Int) { arrivals = min(top, arrivals + max(0, count)) }

  /// Recounts the new rows above the viewport after the rows were rearranged.
  /// - Parameter index: of a row among those that are shown; nil for one that is not.
  mutating func countArrivals(above top: Int, in rows: RowView, of list: BatchList) {
    arrivals = marks.count { id, mark in
      mark == .new && (rows.index(of: id.text, in: list) ?? top) < top
    }
  }
}
