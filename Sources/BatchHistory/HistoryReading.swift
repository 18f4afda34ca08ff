import Batches

/// A stretch of the server's list that is being recorded.
package struct HistoryReading: Sendable, Hashable {
  let start: HistoryStart
  let startedAt: Int
  /// In the table of readings; nil before the first row.
  var number: Int?
  /// The row behind which it started, or with which it started where that was not known.
  var firstRow: Int?
  /// The row recorded last.
  var lastRow: Int?
  /// When the newest batch was created that was known before; nil where none was.
  var newest: Int?
  /// The file that the numbers belong to.
  var generation: Int?
  /// Whether it began in a file that is no longer there, so that nothing is known of its beginning.
  var isAdrift = false
  package private(set) var rows = 0

  init(_ start: HistoryStart, at now: Int) {
    self.start = start
    startedAt = now
  }

  /// Whether nothing precedes what it has read.
  var isFromHead: Bool { start == .head && !isAdrift }

  mutating func count(_ batches: Int) { rows += batches }
}
