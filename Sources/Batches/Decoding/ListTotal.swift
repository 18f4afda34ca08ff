/// How many rows the whole list has, where the response says so: beside the rows, around them, or in an
/// object such as `pagination`.
struct ListTotal {
  private(set) var rows: Int?

  /// - Parameter list: the row of the array; nil where there is none.
  init(_ document: JSONDocument, list: Int?) {
    read(document, JSONDocument.root, list: list, isInside: false)
  }

  private mutating func read(
    _ document: JSONDocument, _ index: Int, list: Int?, isInside: Bool
  ) {
    document.forEachMember(index) { name, value in
      guard rows == nil, document.range(name).count <= Self.longest else { return }
      if document.kind(value) == .object, !isInside {
        let holdsList = list.map { value < $0 && $0 < Int(document.nodes[value].next) } ?? false
        if holdsList || NextPage.holders.contains(ErrorNames.folded(document.text(name))) {
          read(document, value, list: list, isInside: !holdsList)
        }
      } else if Self.mayBeTotal(document, name),
        Self.names.contains(ErrorNames.folded(document.text(name))),
        case .value(let number) = document.looseInteger(value), (0...Self.most).contains(number)
      {
        rows = number
      }
    }
  }

  /// By its first letter, because a text is made of every name that is looked up.
  private static func mayBeTotal(_ document: JSONDocument, _ name: Int) -> Bool {
    document.bytes[document.range(name)].first.map(ASCII.lowercased) == UInt8(ascii: "t")
  }

  /// In bytes; no longer name is one of these.
  private static let longest = 24
  /// Larger numbers are nonsense.
  private static let most = 1 << 53
  /// Folded by `ErrorNames`.
  private static let names: Set<String> = [
    "total", "totalcount", "totalitems", "totalresults", "totalrecords", "totalelements",
    "totalrows", "totalsize", "totalbatches", "totaljobs",
  ]
}
