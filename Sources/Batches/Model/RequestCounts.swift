/// How many of a batch's requests are done, as far as the server tells.
///
/// The numbers stay as sent, also when they contradict each other; only `fraction` is clamped.
public struct RequestCounts: Sendable, Hashable {
  public var total: Int?
  public var completed: Int?
  public var failed: Int?

  public init(total: Int? = nil, completed: Int? = nil, failed: Int? = nil) {
    self.total = total
    self.completed = completed
    self.failed = failed
  }

  /// The part that has ended, well or badly, from 0 to 1; nil without a positive total.
  public var fraction: Double? {
    guard let total, total > 0 else { return nil }
    guard completed != nil || failed != nil else { return nil }
    let ended = Double(max(0, completed ?? 0)) + Double(max(0, failed ?? 0))
    return min(1, ended / Double(total))
  }
}
