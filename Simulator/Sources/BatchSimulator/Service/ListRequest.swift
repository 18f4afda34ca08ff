/// A validated request for a page of the list.
struct ListRequest: Sendable, Hashable {
  /// The ordinal after which the page starts; nil for the head of the list.
  var cursor: Int?
  /// The maximum of rows.
  var limit: Int
}
