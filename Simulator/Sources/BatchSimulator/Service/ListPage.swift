import Batches

/// One page of the list as it is about to be written.
struct ListPage: Sendable, Hashable {
  var items: [JSONValue]
  /// Those of the items before anything spoiled them; the items stand in the opposite order.
  var ordinals: Range<Int>
  var firstID: String?
  var lastID: String?
  /// Nil leaves the field out.
  var hasMore: Bool?

  init(_ page: Fleet.Page) {
    ordinals = page.ordinals
    items = page.batches.map { $0.json(inList: true) }
    firstID = page.batches.first?.id
    lastID = page.batches.last?.id
    hasMore = page.hasMore
  }

  var json: JSONValue {
    var members = [
      JSONMember("object", .string("list")),
      JSONMember("data", .array(items)),
      JSONMember("first_id", .optional(firstID)),
      JSONMember("last_id", .optional(lastID)),
    ]
    if let hasMore { members.append(JSONMember("has_more", .bool(hasMore))) }
    return .object(members)
  }
}
