import Batches

/// A stretch of the server's list that is being recorded.
package struct HistoryReading: Sendable, Hashable {
  let start: HistoryStart
  let startedAt: Int
  /// In the table of readings; nil before the first row.
  var number: Int?
  /// The row after which it started, or its own first row where that was unknown.
  var firstRow: Int?
  /// The row recorded last.
  var lastRow: Int?
  /// When the newest batch known before it was created; nil for none.
  var newest: Int?
  /// The file that the numbers belong to.
  var generation: Int?
  /// Whether it began in a file that has been replaced since, so that its first rows are lost.
  var isAdrift = false
  package private(set) var rows = 0

  init(_ start: HistoryStart, at now: Int) {
    self.start = start
    startedAt = now
  }

  /// Whether its rows begin at the head of the list.
  var isFromHead: Bool { start == .head && !isAdrift }

  mutating func count(_ batches: Int) { rows += batches }
}
