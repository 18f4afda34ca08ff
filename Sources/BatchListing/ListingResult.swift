import Batches

/// How a walk through the list ended, and what it brought.
public struct ListingResult: Sendable, Hashable {
  public enum End: Sendable, Hashable {
    /// The server said that this was all.
    case complete
    /// As many rows as were asked for; the server has, or may have, more.
    case limitReached
    /// The list ended without the server's word for it; the text says why.
    case maybeIncomplete(String)
    /// The rows until here are good.
    case failed(ServiceFailure)
  }

  public var end: End
  public var rows: Int
  /// Elements of the list that cannot be shown because they have no id.
  public var skipped: Int

  public init(end: End, rows: Int = 0, skipped: Int = 0) {
    self.end = end
    self.rows = rows
    self.skipped = skipped
  }
}
