/// What a provider promises of deadlines and results.
public struct BatchTerms: Sendable, Hashable {
  /// What the deadline of a batch means.
  public enum Deadline: UInt8, Sendable, Hashable {
    /// What is not done by then is not done at all.
    case limit
    /// The provider hopes to be done by then.
    case target
    /// It is not known what ends then.
    case unclear
  }

  public var deadline: Deadline
  /// For how many days results are kept; nil where that is not known.
  public var daysKept: Int?
  /// Whether those days count from the creation of the batch instead of its end.
  public var keptFromCreation: Bool

  /// The common terms: results are kept for about 30 days after the end.
  public init(
    deadline: Deadline = .limit, daysKept: Int? = 30, keptFromCreation: Bool = false
  ) {
    self.deadline = deadline
    self.daysKept = daysKept
    self.keptFromCreation = keptFromCreation
  }
}
