/// Where a list says that its next page is, other than behind its last row.
public enum NextAddress: Sendable, Hashable {
  /// An address, which may be relative to that of the page.
  case link(String)
  /// A number, in the parameter `page`.
  case page(Int)
}

extension NextAddress {
  /// What the token of a list is, where it is an address or the number of a page.
  /// - Parameter name: of the member that holds it.
  init?(token: String, name: String) {
    if token.contains("://") || token.hasPrefix("/") || token.hasPrefix("?") {
      self = .link(token)
    } else if ErrorNames.folded(name) == "nextpage", let number = Int(token), number > 0 {
      self = .page(number)
    } else {
      return nil
    }
  }
}

/// What a response says about the next page besides `has_more` and the rows.
struct Continuation {
  /// nil where it says nothing.
  private(set) var hasMore: Bool?
  private(set) var address: NextAddress?

  init(_ document: JSONDocument, link: String?) {
    if document.kind(JSONDocument.root) == .object {
      let next = NextPage(document, JSONDocument.root)
      let numbers = PageNumbers(document)
      hasMore = next.isPromised ?? numbers.hasMore
      if let token = next.token, let name = next.name {
        address = NextAddress(token: token, name: name)
      }
      if next.isPromised != false { address = address ?? numbers.next.map { .page($0) } }
    }
    guard let link = link.map(LinkHeader.init), hasMore == nil || address == nil else { return }
    hasMore = hasMore ?? (link.namesPages ? link.next != nil : nil)
    if hasMore == true, let next = link.next { address = .link(next) }
  }
}
