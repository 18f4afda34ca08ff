import Batches

/// How far the server's clock is ahead of ours, as far as its batches show: what has happened
/// cannot lie in the future. Ages and the time left until a deadline follow the server's clock,
/// or they would be wrong by the difference.
///
/// Two batches have to show it: a single wrong time that lies more than twice as far ahead as all
/// others must not shift them. What was learnt is kept, for it shows only in what just happened,
/// until everything is read again. A clock that is behind ours cannot be distinguished from a server on which
/// little happens.
package struct ServerClock: Sendable, Hashable {
  /// In seconds; 0 while nothing shows a difference.
  package private(set) var ahead = 0

  private struct Witness: Sendable, Hashable {
    var id: BatchID
    var ahead: Int
  }

  /// The two batches whose times lie the furthest ahead, the furthest first.
  private var witnesses: [Witness] = []

  /// No clock is wrong by more than a year, in seconds; a time that is has another cause.
  private static let most = 366 * 86_400

  package init() {}

  /// Takes in a batch that was just read; in a constant time.
  /// - Parameter now: seconds since 1970 by our clock.
  package mutating func record(_ batch: Batch, now: Int) {
    guard let latest = Self.latestPast(of: batch) else { return }
    let ahead = latest.minusSaturating(now)
    guard ahead > Lifecycle.clockSkew, ahead <= Self.most else { return }
    let id = BatchID(batch.id)
    if let known = witnesses.firstIndex(where: { $0.id == id }) {
      witnesses[known].ahead = max(witnesses[known].ahead, ahead)
    } else {
      witnesses.append(Witness(id: id, ahead: ahead))
    }
    witnesses.sort { $0.ahead > $1.ahead }
    if witnesses.count > 2 { witnesses.removeLast() }
    guard witnesses.count == 2 else { return }
    let (first, second) = (witnesses[0].ahead, witnesses[1].ahead)
    // What lies far beyond all others is a mistake of that batch alone.
    self.ahead = max(self.ahead, first <= 2 * second ? first : second)
  }

  private static func latestPast(of batch: Batch) -> Int? {
    TimestampField.allCases.lazy.filter { $0 != .expires }.compactMap { batch.times[$0] }.max()
  }

  /// "server clock 3h ahead", and the same in fewer words; nothing while it agrees with ours.
  package var notes: [String] {
    let span = SpanText.short(ahead)
    return ahead > 0 ? ["server clock \(span) ahead", "server \(span) ahead"] : []
  }
}
