/// Which of the loaded rows are shown, in which order.
///
/// Without a filter and an order of its own that is the list itself, and nothing is stored: a
/// million rows cost nothing. Else it is the ids of the rows and where each of them stands.
struct ShownRows: Sendable {
  /// Nil for every row of the list, in its order.
  private(set) var ids: [String]?
  private var places = IDIndex()

  static let all = ShownRows()

  private init() {}

  /// - Parameter ids: each once.
  init(ids: [String]) {
    self.ids = []
    append(ids)
  }

  /// Where the row of this id stands in `ids`.
  func place(of id: String) -> Int? {
    guard let ids else { return nil }
    return places.places(IDIndex.hash(of: id)).lazy.map { Int($0.bits) }.first { place in
      ids[place].hasSameBytes(as: id)
    }
  }

  /// Puts rows behind the others, in a time that does not depend on how many there are.
  mutating func append(_ more: [String]) {
    guard let count = ids?.count else { return }
    for (offset, id) in more.enumerated() {
      places.insert(RowPlace(bits: UInt32(count + offset)), IDIndex.hash(of: id))
    }
    ids?.append(contentsOf: more)
  }

  /// Takes out the rows for whose ids this is false.
  mutating func keep(where isKept: (String) -> Bool) {
    if let ids { self = ShownRows(ids: ids.filter(isKept)) }
  }
}
