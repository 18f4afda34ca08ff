/// The status of a batch.
///
/// No server documents the set of statuses as closed, so the text is kept as sent and only its
/// meaning is looked up. Case, `-` or a space for `_`, and the spelling `canceled` do not matter; an
/// unknown status counts as unfinished.
public struct BatchStatus: Sendable, Hashable {
  /// What a status means; `unknown` for text that is not in the table.
  public enum Meaning: Sendable, Hashable, CaseIterable {
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
    self.text = text
    self.meaning =
      text.withBytes { Self.meanings[$0] } ?? Self.meanings[Self.plain(Array(text.utf8))]
      ?? .unknown
  }

  public var isTerminal: Bool { meaning.isTerminal }

  private static func plain(_ word: [UInt8]) -> [UInt8] {
    ASCII.trimmed(word[...]).map { byte in
      byte == ASCII.minus || byte == 0x20 ? UInt8(ascii: "_") : ASCII.lowercased(byte)
    }
  }

  private static let meanings = NameTable<Meaning>([
    ("validating", .validating), ("pending", .validating), ("created", .validating),
    ("in_queue", .queued), ("queued", .queued), ("queueing", .queued),
    ("in_progress", .running), ("running", .running), ("processing", .running),
    ("finalizing", .finalizing), ("finalising", .finalizing),
    ("completed", .completed), ("succeeded", .completed), ("success", .completed),
    ("failed", .failed), ("error", .failed),
    ("expired", .expired),
    ("cancelling", .cancelling), ("canceling", .cancelling),
    ("cancelled", .cancelled), ("canceled", .cancelled),
  ])
}
