import Batches

/// How reading the list ended.
public struct ListingResult: Sendable, Hashable {
  public enum End: Sendable, Hashable {
    /// The server said that this was all.
    case complete
    /// The requested number of rows was read; the server has, or may have, more.
    case limitReached
    /// The server did not confirm that this was all; the text says why.
    case maybeIncomplete(String)
    /// The rows before the failure are valid.
    case failed(ServiceFailure)
  }

  public var end: End
  public var rows: Int
  /// Elements of the list that were skipped because they have no id.
  public var skipped: Int

  public init(end: End, rows: Int = 0, skipped: Int = 0) {
    self.end = end
    self.rows = rows
    self.skipped = skipped
  }
}
