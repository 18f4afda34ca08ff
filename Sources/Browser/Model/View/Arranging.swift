/// How far the rows that are shown are behind the list and the query. Moments are seconds since
/// 1970, spans seconds.
struct Arranging: Sendable, Hashable {
  /// Of the arrangement under way beside the loop; nil when none is.
  var number: Int?
  /// Arrangements begun beside the loop so far.
  private(set) var begun = 0
  /// The rows have to be arranged anew.
  var isDue = false
  /// The rows that are shown are those of an earlier query.
  var isOfNewQuery = false
  /// When the rows may have to be arranged anew by the passing of time alone, in UTC.
  var changesAt: Int?
  /// When the latest one beside the loop began, when it ended, and how long the next one may wait.
  private var begunAt = 0.0
  private var endedAt = 0.0
  private var rest = 0.0

  /// Arrangements that are to leave time for other work wait for so many times as long as the last
  /// one took.
  private static let restShare = 4.0

  /// - Returns: the number of the one that begins.
  mutating func begin(at now: Double) -> Int {
    begun += 1
    number = begun
    begunAt = now
    isDue = false
    changesAt = nil
    return begun
  }

  mutating func end(at now: Double) {
    number = nil
    endedAt = now
    rest = Self.restShare * max(0, now - begunAt)
  }

  var restEnds: Double { endedAt + rest }

  /// Whether it is too early for the next one. A clock that was put back makes none wait.
  func rests(at now: Double) -> Bool { now >= endedAt && now < restEnds }
}
