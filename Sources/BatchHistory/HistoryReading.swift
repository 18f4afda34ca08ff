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
  /// Where it has passed over rows of the history, or may have. What they hold when it ends, and was not
  /// seen by then, is gone.
  private(set) var passages: [Passage] = []
  private var hasReachedEnd = false

  /// A stretch of the history between two rows, which the server listed one after the other.
  struct Passage: Sendable, Hashable {
    enum End: Sendable, Hashable {
      /// By its number.
      case row(Int)
      /// Where the list begins or ends.
      case listEnd

      init(_ row: Int?) { self = row.map { .row($0) } ?? .listEnd }
    }

    var from: End
    var to: End
  }

  init(_ start: HistoryStart, at now: Int) {
    self.start = start
    startedAt = now
  }

  /// Whether its rows begin at the head of the list.
  var isFromHead: Bool { start == .head && !isAdrift }

  mutating func count(_ batches: Int) { rows += batches }

  /// Starts over in another file, which has nothing of this reading.
  mutating func move(to generation: Int) {
    guard self.generation != generation else { return }
    if number != nil { isAdrift = true }
    self.generation = generation
    (number, firstRow, lastRow) = (nil, nil, nil)
    passages = []
  }

  /// Notes that nothing follows the last row on the server.
  mutating func reachEnd() {
    hasReachedEnd = true
    passages.append(Passage(from: .init(lastRow), to: .listEnd))
  }

  /// From where it began to where it ended.
  var whole: Passage {
    Passage(
      from: isFromHead ? .listEnd : .init(firstRow), to: hasReachedEnd ? .listEnd : .init(lastRow))
  }

  mutating func add(_ passages: [Passage]) {
    for passage in passages {
      if let last = self.passages.last, last.to == passage.from {
        self.passages[self.passages.count - 1].to = passage.to
      } else {
        self.passages.append(passage)
      }
    }
  }
}
