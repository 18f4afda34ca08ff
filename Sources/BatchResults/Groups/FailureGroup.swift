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

  /// The part of a number of failures, from 0 to 1; 0 of none.
  public func share(of failures: Int) -> Double {
    failures > 0 ? Double(count) / Double(failures) : 0
  }
}
