import BatchStore
import Batches

/// The batches of the account that were read in earlier runs, and what keeps those of this one. Nothing
/// that it does keeps the user waiting.
package protocol BrowserHistory: Sendable {
  /// Hands out the rows behind those that the browser began with, in the server's order, some at a time;
  /// the last of them say so.
  func recall(_ take: @escaping @Sendable (RecalledRows) -> Void) async
  /// The batches that the server no longer lists, as far as they are known.
  func goneRows() async -> GoneRows
  /// Keeps what was read. Entries come one after the other.
  /// - Returns: what is wrong with the history, where it is not known yet.
  func record(_ entry: HistoryEntry, at now: Int) async -> HistoryProblem?
  /// Nothing more is asked of it.
  func end() async
}

/// Rows of earlier runs that follow each other.
package struct RecalledRows: Sendable, Hashable {
  package var rows: [BatchRow]
  /// Those of them below which the server may have rows that were not read.
  package var gaps: [BatchID]
  /// Whether no more rows are held.
  package var isLast: Bool
  /// Whether the server's list ended with the last row.
  package var reachesEnd: Bool

  package init(rows: [BatchRow], gaps: [BatchID] = [], isLast: Bool, reachesEnd: Bool) {
    self.rows = rows
    self.gaps = gaps
    self.isLast = isLast
    self.reachesEnd = reachesEnd
  }
}

/// Rows that were read from the server, for later runs.
package struct HistoryEntry: Sendable {
  package enum Rows: Sendable {
    /// They follow each other on the server, behind a row, or at the head of the list.
    case stretch([Batch], after: BatchID?, reachesEnd: Bool)
    /// They are somewhere in the list, in its order.
    case scattered([Batch])
    /// The whole list, read again.
    case all(BatchList, reachesEnd: Bool)
  }

  package let rows: Rows
}

/// A problem with the history, reported to the user once.
package enum HistoryProblem: Sendable, Hashable {
  /// Nothing can be written, for this reason.
  case notKept(String)
  /// It was damaged, and is a new one now; the old file is at this path.
  case damaged(String)
}

/// What the user looked at, to begin with it in the next run.
package struct ListPlace: Sendable, Hashable {
  /// The number of the tab.
  package var tab: Int
  /// As it was typed.
  package var filter: String
  /// As the order's `name`; nil for the server's.
  package var sort: String?
  /// The id of the selected batch.
  package var selected: String?

  package init(tab: Int = 1, filter: String = "", sort: String? = nil, selected: String? = nil) {
    self.tab = tab
    self.filter = filter
    self.sort = sort
    self.selected = selected
  }
}
