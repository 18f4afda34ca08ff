/// The number of a page and of all pages, where a list says so beside the rows or in an object such as
/// `pagination`: `{"page": 2, "pages": 3}`.
struct PageNumbers {
  private var page: Int?
  private var pages: Int?
  private var isLast: Bool?

  init(_ document: JSONDocument) {
    read(document, JSONDocument.root, isInside: false)
  }

  /// Whether there is a further page; nil where the list does not say.
  var hasMore: Bool? {
    if let isLast { return !isLast }
    guard let pages else { return nil }
    if pages <= 1 { return false }
    // Counted from 0 or from 1.
    return page.map { $0 == 0 || $0 < pages }
  }

  /// The number of the next page; nil where there is none.
  var next: Int? { hasMore == true ? page.map { $0 + 1 } : nil }

  private mutating func read(_ document: JSONDocument, _ index: Int, isInside: Bool) {
    document.forEachMember(index) { name, value in
      guard document.range(name).count <= Self.longest, Self.mayBeOne(document, name) else {
        return
      }
      let folded = ErrorNames.folded(document.text(name))
      switch document.kind(value) {
      case .object where !isInside && NextPage.holders.contains(folded):
        read(document, value, isInside: true)
      case .true, .false:
        if Self.lastNames.contains(folded) { isLast = document.kind(value) == .true }
      default:
        guard case .value(let number) = document.looseInteger(value),
          (0...Self.most).contains(number)
        else { return }
        if Self.pageNames.contains(folded) || isInside && folded == "number" {
          page = page ?? number
        } else if Self.pagesNames.contains(folded) {
          pages = pages ?? number
        }
      }
    }
  }

  /// By its first letter, because a text is made of every name that is looked up.
  private static func mayBeOne(_ document: JSONDocument, _ name: Int) -> Bool {
    document.bytes[document.range(name)].first.map {
      "pcntlmi".utf8.contains(ASCII.lowercased($0))
    } ?? false
  }

  /// In bytes; no longer name is one of these.
  private static let longest = 24
  /// Larger numbers are nonsense.
  private static let most = 1 << 32
  /// Folded by `ErrorNames`.
  private static let pageNames: Set<String> = [
    "page", "currentpage", "pagenumber", "pagenum", "pageno", "pageindex",
  ]
  private static let pagesNames: Set<String> = [
    "pages", "totalpages", "pagecount", "pagestotal", "numpages", "lastpage", "totalpage",
    "pagetotal", "totalpagecount", "maxpage",
  ]
  private static let lastNames: Set<String> = ["last", "islast", "islastpage"]
}
