/// Failures with the same status code, error code and folded message.
public struct FailureGroup: Sendable, Hashable {
  /// In order of appearance; stays the same as further lines come.
  public let number: Int
  public internal(set) var count = 0
  public let statusCode: Int?
  /// The server's code, or the type of the error where it gives none.
  public let errorCode: String?
  /// With numbers, ids and quoted parts folded; nil where the server gives none, and in groups of what
  /// was left over.
  public let message: String?
  /// The message of the first failure as it was sent, at most `ResultLimits.messageBytes` of it.
  public let example: String?
  public let outcome: RequestOutcome
  public let rest: Rest?
  /// Of the first failure.
  public let firstLine: Int
  public let firstOffset: Int
  public let firstID: String?

  /// What a group gathers that came after `ResultLimits.groups`.
  public enum Rest: Sendable, Hashable {
    /// Other messages with the same status and error code.
    case otherMessages
    /// Everything else.
    case others
  }

  /// Whether it comes before another in a list: what gathers several causes comes last, and the larger
  /// one first.
  /// - Returns: nil where both are alike in that.
  func precedes(_ other: FailureGroup) -> Bool? {
    let places = (rest?.place ?? 0, other.rest?.place ?? 0)
    if places.0 != places.1 { return places.0 < places.1 }
    return count == other.count ? nil : count > other.count
  }

  /// The part of a number of failures, from 0 to 1; 0 of none.
  public func share(of failures: Int) -> Double {
    failures > 0 ? Double(count) / Double(failures) : 0
  }
}

extension FailureGroup.Rest {
  /// Behind the groups of one cause.
  fileprivate var place: Int {
    switch self {
    case .otherMessages: 1
    case .others: 2
    }
  }
}
