/// Finds what a field's name stands for without making a `String` of it: names are compared by
/// their bytes, and only with those of the same length.
struct NameTable<Value: Sendable>: Sendable {
  private var byLength: [[(name: [UInt8], value: Value)]] = []

  init(_ entries: [(name: String, value: Value)]) {
    for entry in entries {
      let name = Array(entry.name.utf8)
      while byLength.count <= name.count { byLength.append([]) }
      byLength[name.count].append((name, entry.value))
    }
  }

  subscript(name: ArraySlice<UInt8>) -> Value? {
    guard name.count < byLength.count else { return nil }
    for entry in byLength[name.count] where name.hasBytes(entry.name) { return entry.value }
    return nil
  }
}

extension JSONDocument {
  /// What the table says to the name in this row.
  func lookUp<Value>(_ name: Int, in table: NameTable<Value>) -> Value? {
    kind(name) == .escapedString
      ? table[Array(text(name).utf8)[...]]
      : table[bytes[range(name)]]
  }
}
