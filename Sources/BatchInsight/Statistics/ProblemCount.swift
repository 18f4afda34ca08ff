/// How many of the loaded rows are problems, counted when that may have become another number.
package struct ProblemCount: Sendable, Hashable {
  package internal(set) var count = 0
  /// When it may become another by the passing of time alone, in seconds since 1970 in UTC.
  package internal(set) var changesAt: Int?
  /// Rows came, changed or went since.
  package internal(set) var isDue = false
  /// When it was last counted, in seconds since 1970 in UTC.
  var countedAt: Int?

  /// With more rows that have not ended than this, it is counted once a second at the most.
  package static let rowsAtOnce = 2000
}
