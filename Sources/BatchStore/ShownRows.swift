import Batches

/// Which of the loaded rows are shown, in which order.
///
/// Without a filter and an order of its own that is the list itself, and nothing is stored: a
/// million rows cost nothing. Otherwise it is the ids of the rows and their indices; and one
/// row more, where the cursor is on one that does not match any more.
package struct ShownRows: Sendable {
  /// Those that match; nil for every row of the list, in its order.
  package private(set) var ids: [String]?
  private var idIndex = IDIndex()
  /// The row that is shown although it does not match.
  package private(set) var kept: Kept?

  package struct Kept: Sendable, Hashable {
    package var id: String
    /// Among the rows that are shown.
    package var index: Int
  }

  package static let all = ShownRows()

  private init() {}

  /// - Parameter ids: each once.
  package init(ids: [String]) {
    self.ids = []
    append(ids)
  }

  /// How many rows are shown; nil for every one.
  package var count: Int? { ids.map { $0.count + (kept == nil ? 0 : 1) } }

  /// The id of the row at an index, of which there must be some.
  package subscript(index: Int) -> String {
    guard let kept else { return ids?[index] ?? "" }
    if index == kept.index { return kept.id }
    return ids?[index < kept.index ? index : index - 1] ?? ""
  }

  /// The index of the row of this id; nil where it is not shown, or every row is.
  package func index(of id: String) -> Int? {
    guard let ids else { return nil }
    if let kept, kept.id.hasSameBytes(as: id) { return kept.index }
    let index = idIndex.locations(IDIndex.hash(of: id)).lazy.map { Int($0.bits) }.first {
      ids[$0].hasSameBytes(as: id)
    }
    return index.map { $0 < kept?.index ?? .max ? $0 : $0 + 1 }
  }

  package func isKept(_ id: String) -> Bool { kept?.id.hasSameBytes(as: id) == true }

  /// Shows a row that does not match, instead of another such one.
  /// - Parameter index: among those that match.
  package mutating func keep(_ id: String, at index: Int) {
    if ids != nil { kept = Kept(id: id, index: index) }
  }

  package mutating func dropKept() { kept = nil }

  /// Puts rows behind the others, in a time that does not depend on how many there are.
  package mutating func append(_ more: [String]) {
    guard let count = ids?.count else { return }
    for (offset, id) in more.enumerated() {
      idIndex.insert(RowLocation(bits: UInt32(count + offset)), IDIndex.hash(of: id))
    }
    ids?.append(contentsOf: more)
  }

  /// Takes out the rows for whose ids this is false.
  package mutating func retain(where stays: (String) -> Bool) {
    guard let ids else { return }
    let kept = kept.flatMap { stays($0.id) ? $0 : nil }
    self = ShownRows(ids: ids.filter(stays))
    if let kept { keep(kept.id, at: ids[..<kept.index].count(where: stays)) }
  }
}
