/// A well-formed JSON text: its bytes and a flat table of its values.
///
/// The table holds offsets into the bytes, not the values themselves, so that a reader pays only for
/// what it asks for: a string becomes a `String` when it is read, and an unknown subtree costs nothing
/// until it is kept.
struct JSONDocument {
  /// The kind of value in a row of the table.
  enum Kind: UInt8 {
    case null, `true`, `false`
    case number
    /// A bare word that is not JSON but that servers send where a number belongs (`NaN`, `+1`).
    case word
    case string
    /// A string with escapes.
    case escapedString
    case array
    /// Followed by its members: a row for the name, then the rows of the value.
    case object
    /// An array or object nested too deep to be read; its contents have no rows.
    case tooDeep
  }

  struct Node {
    let kind: Kind
    /// The byte range of the value; for a string, without its quotes.
    let start: UInt32
    var end: UInt32
    /// The row after this value and everything inside it.
    var next: UInt32
  }

  /// The row of the whole text.
  static let root = 0

  let bytes: [UInt8]
  let nodes: [Node]
  /// The number of elements over the limit, which have no rows, by the row of their array.
  var elementsLeftOut: [Int: Int] = [:]

  func kind(_ index: Int) -> Kind { nodes[index].kind }

  func range(_ index: Int) -> Range<Int> { Int(nodes[index].start)..<Int(nodes[index].end) }

  /// Whether an array, object or string is empty.
  func isEmpty(_ index: Int) -> Bool {
    switch nodes[index].kind {
    case .array, .object: Int(nodes[index].next) == index + 1
    case .string, .escapedString: nodes[index].start == nodes[index].end
    case .null, .true, .false, .number, .word, .tooDeep: false
    }
  }

  /// The text of a string, number or bare word; invalid UTF-8 is repaired.
  func text(_ index: Int) -> String {
    nodes[index].kind == .escapedString
      ? JSONText.unescaped(bytes[range(index)])
      : String(decoding: bytes[range(index)], as: UTF8.self)
  }

  /// The rows of an array's elements; empty for anything else.
  func forEachElement(_ index: Int, _ body: (_ element: Int) -> Void) {
    guard nodes[index].kind == .array else { return }
    let end = Int(nodes[index].next)
    var element = index + 1
    while element < end {
      body(element)
      element = Int(nodes[element].next)
    }
  }

  func elementCount(_ index: Int) -> Int {
    var count = 0
    forEachElement(index) { _ in count += 1 }
    return count
  }

  /// The rows of an object's names and values; none for anything else.
  func forEachMember(_ index: Int, _ body: (_ name: Int, _ value: Int) -> Void) {
    guard nodes[index].kind == .object else { return }
    let end = Int(nodes[index].next)
    var name = index + 1
    while name < end {
      body(name, name + 1)
      name = Int(nodes[name + 1].next)
    }
  }

  /// The value of a member; of duplicate names the last one.
  func member(_ sought: String, of index: Int) -> Int? {
    var found: Int?
    forEachMember(index) { name, value in
      if matches(name, sought) { found = value }
    }
    return found
  }

  /// Whether the text of a row equals another.
  func matches(_ index: Int, _ sought: String) -> Bool {
    if nodes[index].kind == .escapedString { return text(index) == sought }
    return bytes[range(index)].elementsEqual(sought.utf8)
  }
}
