/// What a list says about its next page other than with `has_more`: a token, a cursor or a link, beside
/// the rows or in an object such as `paging`.
struct NextPage {
  /// The member that names the next page, whether or not there is one; nil without such a member.
  private(set) var name: String?
  /// Whether there is a next page; nil where the list does not say.
  private(set) var isPromised: Bool?
  /// The token of the next page; nil where there is none.
  private(set) var token: String?

  /// - Parameter index: the row of the object that holds the list.
  init(_ document: JSONDocument, _ index: Int) {
    read(document, index, isInside: false)
  }

  private mutating func read(_ document: JSONDocument, _ index: Int, isInside: Bool) {
    document.forEachMember(index) { name, value in
      guard isPromised == nil, document.range(name).count <= Self.longest else { return }
      let text = document.text(name)
      let folded = ErrorNames.folded(text)
      if Self.names.contains(folded) {
        self.name = text
        isPromised = !document.isNothing(value) && document.looseBool(value) != false
        if case .value(let text) = document.looseText(value), isPromised == true { token = text }
      } else if !isInside, Self.holders.contains(folded), document.kind(value) == .object {
        read(document, value, isInside: true)
      }
    }
  }

  private static let longest = 24
  /// In lower case and without `_` and `-`.
  private static let names: Set<String> = [
    "nextpagetoken", "nextcursor", "nexttoken", "nextpage", "next", "nextlink", "nextpageurl",
    "paginationtoken", "continuationtoken", "nextafter", "hasnext", "hasnextpage",
  ]
  /// Objects beside the rows that describe pages, folded by `ErrorNames`.
  static let holders: Set<String> = [
    "paging", "pagination", "pageinfo", "page", "meta", "links", "cursors",
  ]
}
