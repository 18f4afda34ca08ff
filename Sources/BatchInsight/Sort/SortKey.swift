import Batches

/// What a row is sorted by: small, and compared without looking at the batch again.
package enum SortKey: Sendable, Hashable {
  case number(Double)
  /// Made by `NaturalOrder`.
  case text(String)
  /// The server omits it: last in either direction.
  case unknown

  package static func natural(_ text: String) -> SortKey { .text(NaturalOrder.key(text)) }

  package static func measure(_ measure: Measure, of batch: Batch, now: Int) -> SortKey {
    measure.value(of: batch, now: now).map(SortKey.number) ?? .unknown
  }
}

/// A row as it is sorted.
package struct SortEntry: Sendable, Hashable {
  package let key: SortKey
  package let id: String

  package init(_ key: SortKey, id: String) {
    self.key = key
    self.id = id
  }

  /// Whether it precedes another one: a strict order of all rows with different ids, in which those
  /// with equal keys follow their ids.
  package func precedes(_ other: SortEntry, isDescending: Bool) -> Bool {
    switch (key, other.key) {
    case (.unknown, .unknown): break
    case (.unknown, _): return false
    case (_, .unknown): return true
    case (.number(let one), .number(let other)):
      if one != other { return (one < other) != isDescending }
    case (.text(let one), .text(let other)):
      if one != other { return (one < other) != isDescending }
    // Keys of one column are of one kind.
    case (.number, .text): return true
    case (.text, .number): return false
    }
    if id != other.id { return id < other.id }
    // Ids that only look the same.
    return id.utf8.lexicographicallyPrecedes(other.id.utf8)
  }
}
