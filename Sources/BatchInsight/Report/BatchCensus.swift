import Batches

/// How many batches there are, by status and by verdict.
package struct BatchCensus: Sendable, Hashable {
  package struct Entry: Sendable, Hashable {
    package var name: String
    package var count: Int
  }

  package private(set) var total = 0
  /// By the server's own words; a batch without a status counts under an empty one.
  package private(set) var statuses: [Entry] = []
  /// A batch counts under every verdict that it has, so these do not add up to anything.
  package private(set) var verdicts: [Entry] = []

  /// - Parameters:
  ///   - now: seconds since 1970 in UTC.
  ///   - baselines: what is usual, for verdicts.
  package init(of batches: some Sequence<Batch>, now: Int, baselines: PhaseBaselines) {
    var byStatus: [String: Int] = [:]
    var byVerdict: [Verdict.Kind: Int] = [:]
    for batch in batches {
      total += 1
      byStatus[batch.status.text, default: 0] += 1
      for kind in Set(Verdict.all(of: batch, now: now, baselines: baselines).map(\.kind)) {
        byVerdict[kind, default: 0] += 1
      }
    }
    statuses = Self.entries(byStatus.map { Entry(name: $0.key, count: $0.value) })
    verdicts = Self.entries(byVerdict.map { Entry(name: $0.key.rawValue, count: $0.value) })
  }

  /// The largest first, and those of the same size by name.
  private static func entries(_ entries: [Entry]) -> [Entry] {
    entries.sorted { $0.count != $1.count ? $0.count > $1.count : $0.name < $1.name }
  }
}
