/// How far the rows that are shown are behind the list and the query.
struct Arranging: Sendable, Hashable {
  /// Of the arrangement under way beside the loop; nil when none is.
  var number: Int?
  /// Arrangements begun beside the loop so far.
  var begun = 0
  /// The rows have to be arranged anew.
  var isDue = false
  /// When the rows may have to be arranged anew by the passing of time alone, in seconds since
  /// 1970 in UTC.
  var changesAt: Int?
}
