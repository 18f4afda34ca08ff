import Batches

/// A page of the list before it is encoded.
struct ListPage: Sendable, Hashable {
  var items: [JSONValue]
  /// The ordinals of the original items, which are in the opposite order.
  var ordinals: Range<Int>
  var firstID: String?
  var lastID: String?
  /// nil omits the field.
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
