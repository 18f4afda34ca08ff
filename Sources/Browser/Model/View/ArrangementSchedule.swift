/// When the shown rows have to be arranged again, and the arrangement under way in the background.
/// Moments are seconds since 1970, spans seconds.
struct ArrangementSchedule: Sendable, Hashable {
  /// The arrangement in the background.
  private var job = LatestJob()
  /// The shown rows are not those that the list and the query call for.
  private(set) var isDue = false
  /// The shown rows are those of an earlier query.
  private(set) var isOfNewQuery = false
  /// When the rows may have to be arranged again by the passing of time alone, by the server's clock.
  private(set) var changesAt: Int?
  /// When the latest one in the background began, when it ended, and how long the next one may wait;
  /// by our clock.
  private var begunAt = 0.0
  private var endedAt = 0.0
  private var cooldown = 0.0

  /// Arrangements that are to leave time for other work wait for so many times as long as the last
  /// one took.
  private static let cooldownFactor = 4.0

  var isUnderWay: Bool { job.isUnderWay }

  /// The rows changed; the arrangement under way is shown all the same.
  mutating func require() { isDue = true }

  /// Other rows are asked for.
  mutating func requireForNewQuery() {
    isDue = true
    isOfNewQuery = true
  }

  /// - Parameter second: by the server's clock.
  mutating func requireIfChanged(by second: Int) {
    if let changesAt, changesAt <= second { isDue = true }
  }

  /// Rows were added without an arrangement.
  /// - Parameter moment: when one of them may come, go or move; nil for never.
  mutating func note(changeAt moment: Int?) {
    changesAt = [changesAt, moment].compactMap(\.self).min()
  }

  /// - Returns: the number of the one that begins in the background.
  mutating func begin(at now: Double) -> Int {
    begunAt = now
    isDue = false
    changesAt = nil
    return job.begin()
  }

  /// The arrangement under way is no longer wanted.
  mutating func cancel() { job.cancel() }

  /// The result of an arrangement in the background has come.
  /// - Returns: false where it is no longer waited for.
  mutating func finish(_ number: Int, at now: Double) -> Bool {
    guard job.finish(number) else { return false }
    endedAt = now
    cooldown = Self.cooldownFactor * max(0, now - begunAt)
    return true
  }

  /// Rows were arranged at once.
  mutating func finishAtOnce() { isDue = false }

  /// The result of an arrangement is shown now.
  /// - Returns: whether it is the first one of a new query.
  mutating func show(changesAt moment: Int?) -> Bool {
    defer { isOfNewQuery = false }
    changesAt = moment
    return isOfNewQuery
  }

  var cooldownEnds: Double { endedAt + cooldown }

  /// Whether it is too early for the next one. A clock that was put back makes none wait.
  func isCoolingDown(at now: Double) -> Bool { now >= endedAt && now < cooldownEnds }
}
