import BatchResults
import Batches

extension FailureGroup {
  /// The server's code; of requests that did not fail by one, what became of them. Nil for neither.
  var codeText: String? { errorCode ?? (outcome == .failed ? nil : outcome.rawValue) }

  /// The part of a number of failures in percent, at most five columns wide: "12.3%".
  func shareText(of failures: Int) -> String { Self.shareText(share(of: failures)) }

  /// What is more than nothing is never 0, and what is not all is never 100 %.
  /// - Parameter share: from 0 to 1.
  static func shareText(_ share: Double) -> String {
    let tenths = Int((share * 1000).rounded())
    if tenths == 0, share > 0 { return "<0.1%" }
    if tenths == 1000 { return share < 1 ? "99.9%" : "100%" }
    return "\(tenths / 10).\(tenths % 10)%"
  }
}

extension Collection<FailureGroup> {
  /// How many reasons requests failed for: "1", "12", "more than 1,000".
  package var reasonCount: (text: String, isOne: Bool) {
    let failures = filter { $0.outcome != .missing }
    return failures.contains { $0.rest != nil }
      ? ("more than \(ResultLimits.groups.grouped)", false)
      : (failures.count.grouped, failures.count == 1)
  }

  /// "1 reason", "more than 1,000 reasons"
  package var reasonText: String {
    let count = reasonCount
    return count.text + (count.isOne ? " reason" : " reasons")
  }
}
