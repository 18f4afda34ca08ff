/// The status of a batch.
///
/// No server documents the set of statuses as closed, so the text is kept as sent and only its
/// meaning is looked up: whatever its case and the way its words are joined (`in_progress`,
/// `InProgress`, `IN-PROGRESS`), and without words that only say what it is the status of
/// (`JOB_STATE_SUCCEEDED`) or how well it went (`completed_with_errors`). An unknown status counts as
/// unfinished.
public struct BatchStatus: Sendable, Hashable {
  /// What a status means; `unknown` for text that is not in the table.
  public enum Meaning: UInt8, Sendable, Hashable, CaseIterable {
    case validating, queued, running, finalizing
    case completed, failed, expired, cancelling, cancelled
    case unknown

    /// Whether nothing more will happen to the batch. An unknown status is never terminal: calling a
    /// batch finished by mistake would hide work that is still running.
    public var isTerminal: Bool {
      switch self {
      case .completed, .failed, .expired, .cancelled: true
      case .validating, .queued, .running, .finalizing, .cancelling, .unknown: false
      }
    }
  }

  /// As the server sent it; empty when it sent none.
  public let text: String
  public let meaning: Meaning

  public init(_ text: String) {
    self.init(
      text, meaning: text.isEmpty ? .unknown : text.withBytes { StatusWords.meaning(of: $0) })
  }

  /// A status whose meaning does not follow from its text alone.
  public init(_ text: String, meaning: Meaning) {
    self.text = text
    self.meaning = meaning
  }

  public var isTerminal: Bool { meaning.isTerminal }

  /// The text without the words before it that only say what it is the status of, for where there is little
  /// room: "SUCCEEDED" of `BATCH_STATE_SUCCEEDED`.
  public var briefText: String { StatusWords.withoutSubject(text) }

  /// Whether another status says the same, possibly in another spelling. After an end nothing follows, so
  /// that any two words for the same end are one.
  public func saysTheSame(as other: BatchStatus) -> Bool {
    if self == other { return true }
    guard meaning == other.meaning, meaning != .unknown else { return false }
    return isTerminal && isPartial == other.isPartial
      || StatusWords.words(text) == StatusWords.words(other.text)
  }

  /// Whether it says that only part of a completed batch succeeded: `partially_failed`,
  /// `PartiallyCompleted`, `completed_with_errors`.
  public var isPartial: Bool {
    // As most servers send it; every row asks.
    meaning == .completed && text != "completed" && text.withBytes(StatusWords.isPartial)
  }
}
