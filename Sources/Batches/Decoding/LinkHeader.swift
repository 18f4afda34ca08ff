/// The pages that a `Link` header names (RFC 8288): `<https://host/batches?page=2>; rel="next"`.
struct LinkHeader {
  /// The address of the next page; nil where there is none.
  private(set) var next: String?
  /// Whether it names pages at all, so that the lack of a next one means something.
  private(set) var namesPages = false

  init(_ text: String) {
    for link in Self.links(in: text) {
      guard let end = link.firstIndex(of: ">") else { continue }
      let relations = Self.relations(in: link[link.index(after: end)...])
      if relations.contains(where: Self.pages.contains) { namesPages = true }
      guard next == nil, relations.contains("next") else { continue }
      let address = String(link[..<end]).trimmingWhitespace()
      if !address.isEmpty { next = address }
    }
  }

  private static let pages: Set<String> = ["next", "prev", "previous", "first", "last"]

  /// What follows each `<`: an address may hold commas.
  private static func links(in text: String) -> [Substring] {
    text.split(separator: "<", omittingEmptySubsequences: true).filter { $0.contains(">") }
  }

  /// The words of `rel=next` and `rel="next last"`, in lower case.
  private static func relations(in parameters: Substring) -> [String] {
    for parameter in parameters.split(whereSeparator: { $0 == ";" || $0 == "," }) {
      let parts = parameter.split(separator: "=", maxSplits: 1).map {
        String($0).trimmingWhitespace()
      }
      guard parts.count == 2, parts[0].lowercased() == "rel" else { continue }
      return parts[1].lowercased().split { $0 == "\"" || $0 == "'" || $0.isWhitespace }
        .map(String.init)
    }
    return []
  }
}
