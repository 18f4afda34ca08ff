/// Looks up a field's name without creating a `String`: names are compared byte by byte, and only
/// with those of the same length.
struct NameTable<Value: Sendable>: Sendable {
  /// The concatenated bytes of the names, so that comparing them retains nothing.
  private var letters: [UInt8] = []
  /// Sorted by the length of their names.
  private var entries: [(start: Int, value: Value)] = []
  /// For each length the first entry whose name is at least that long.
  private var firstOfLength = [0]

  /// - Parameter names: of the same length, those that are looked up most often first.
  init(_ names: [(name: String, value: Value)]) {
    let ordered = names.enumerated().sorted { one, other in
      (one.element.name.utf8.count, one.offset) < (other.element.name.utf8.count, other.offset)
    }
    for (name, value) in ordered.map(\.element) {
      while firstOfLength.count <= name.utf8.count { firstOfLength.append(entries.count) }
      entries.append((letters.count, value))
      letters += name.utf8
    }
    firstOfLength.append(entries.count)
  }

  subscript(name: [UInt8]) -> Value? { name.withUnsafeBufferPointer { self[$0] } }

  subscript(name: UnsafeBufferPointer<UInt8>) -> Value? {
    guard name.count + 1 < firstOfLength.count else { return nil }
    return letters.withUnsafeBufferPointer { letters in
      for index in firstOfLength[name.count]..<firstOfLength[name.count + 1] {
        let entry = entries[index]
        let other = UnsafeBufferPointer(rebasing: letters[entry.start..<entry.start + name.count])
        if name.hasSameBytes(as: other) { return entry.value }
      }
      return nil
    }
  }
}

extension JSONDocument {
  /// What the table maps the name in a row to.
  func lookUp<Value>(_ name: Int, in table: NameTable<Value>) -> Value? {
    if kind(name) == .escapedString { return table[Array(text(name).utf8)] }
    let range = range(name)
    return bytes.withUnsafeBufferPointer { table[UnsafeBufferPointer(rebasing: $0[range])] }
  }
}
