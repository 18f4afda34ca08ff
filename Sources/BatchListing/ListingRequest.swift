/// Which part of the list to read.
public struct ListingRequest: Sendable, Hashable {
  /// The id after which to start; nil for the head of the list.
  public var after: String?
  /// Rows per request.
  public var pageSize: Int
  /// Rows to read at most; nil for all of them.
  public var limit: Int?

  public init(after: String? = nil, pageSize: Int, limit: Int? = nil) {
    self.after = after
    self.pageSize = pageSize
    self.limit = limit
  }
}
