/// Which part of the list is read, and in what portions.
public struct ListingRequest: Sendable, Hashable {
  /// The id after which to start; nil for the head of the list.
  public var after: String?
  /// Rows to ask for in one request.
  public var pageSize: Int
  /// Rows after which to stop; nil for all of them.
  public var limit: Int?

  public init(after: String? = nil, pageSize: Int, limit: Int? = nil) {
    self.after = after
    self.pageSize = pageSize
    self.limit = limit
  }
}
