/// How many of a batch's requests are finished, as far as the server reports it.
///
/// The numbers are kept as sent, even when they contradict each other; only `fraction` is clamped, and a
/// negative number is none.
public struct RequestCounts: Sendable, Hashable {
  public var total: Int?
  public var completed: Int?
  public var failed: Int?
  /// The share that is finished in percent, where the server reports that; Together has nothing else.
  public var percent: Double?

  public init(
    total: Int? = nil, completed: Int? = nil, failed: Int? = nil, percent: Double? = nil
  ) {
    self.total = total
    self.completed = completed
    self.failed = failed
    self.percent = percent
  }

  /// Whether anything was counted, and not only a percentage reported.
  var hasNumbers: Bool { total != nil || completed != nil || failed != nil }

  /// Leaves the total alone, for servers whose other counts say nothing before the end.
  mutating func forgetProgress() {
    completed = nil
    failed = nil
  }

  /// The part that is completed or failed, from 0 to 1; nil without a positive total and a percentage.
  public var fraction: Double? { countedFraction ?? percent.map { min(1, max(0, $0 / 100)) } }

  /// The same from the counts alone; nil without a positive total.
  public var countedFraction: Double? {
    guard let total, total > 0 else { return nil }
    guard completed != nil || failed != nil else { return nil }
    let ended = Double(max(0, completed ?? 0)) + Double(max(0, failed ?? 0))
    return min(1, ended / Double(total))
  }
}
