/// How many pages may be read, without being asked for, in search of rows to show.
struct FillBudget: Sendable, Hashable {
  /// More than this is the user's to ask for.
  static let mostPages = 20
  /// Seconds without a key before a filter that is being typed lets pages be read.
  static let typingPause = 1.0

  /// Pages read so far.
  private(set) var pages = 0
  /// The user stopped it.
  private(set) var isStopped = false
  /// From when on pages may be read, in seconds since 1970 by our clock; nil for any time.
  private(set) var startsAt: Double?

  var isSpent: Bool { isStopped || pages >= Self.mostPages }

  func allowsPage(at now: Double) -> Bool { !isSpent && startsAt.map { $0 <= now } != false }

  mutating func countPage() { pages += 1 }

  mutating func stop() { isStopped = true }

  /// - Parameter time: when a key last changed the filter; nil where it is not being typed.
  mutating func note(typedAt time: Double?) { startsAt = time.map { $0 + Self.typingPause } }
}
