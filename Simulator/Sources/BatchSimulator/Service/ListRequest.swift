/// A request for a page of the list, understood.
struct ListRequest: Sendable, Hashable {
  /// The ordinal after which the page starts; nil for the head of the list.
  var cursor: Int?
  /// Rows at most.
  var limit: Int
}
