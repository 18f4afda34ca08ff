/// What identifies the protocol of a list whose rows have no id.
struct ListProtocol {
  /// A field of the rows that may be what they are known by.
  private(set) var rowName: String?
  private(set) var hasObjects = false
  /// The member of the response that names the next page.
  private(set) var nextPage: String?

  init(_ document: JSONDocument, list: Int) {
    document.forEachElement(list) { element in
      guard rowName == nil, document.kind(element) == .object else { return }
      hasObjects = true
      rowName = Self.rowNames.first { document.member($0, of: element) != nil }
    }
    if document.kind(JSONDocument.root) == .object {
      nextPage = NextPage(document, JSONDocument.root).name
    }
  }

  private static let rowNames = ["name", "displayName", "display_name"]

  /// A sentence without a full stop.
  var summary: String {
    let rows =
      hasObjects
      ? rowName.map { ", but a `\($0)`" } ?? ""
      : " because they are not objects"
    let pages = nextPage.map { ", and its pages continue with `\($0)`" } ?? ""
    return "This server lists batches by another protocol: the rows have no id\(rows)\(pages)"
  }
}
