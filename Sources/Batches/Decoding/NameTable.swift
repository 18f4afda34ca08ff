/// Finds what a field's name stands for without making a `String` of it: names are compared by
/// their bytes, and only with those of the same length.
struct NameTable<Value: Sendable>: Sendable {
  /// The names' bytes, one after another: nothing has to be retained to compare them.
  private var letters: [UInt8] = []
  /// The entries, the shorter names first.
  private var entries: [(start: Int, value: Value)] = []
  /// For each length the first entry whose name is not shorter.
  private var firstOfLength = [0]

  init(_ names: [(name: String, value: Value)]) {
    for (name, value) in names.sorted(by: { $0.name.utf8.count < $1.name.utf8.count }) {
      while firstOfLength.count <= name.utf8.count { firstOfLength.append(entries.count) }
      entries.append((letters.count, value))
      letters += name.utf8
    }
    firstOfLength.append(entries.count)
  }

  subscript(name: Span<UInt8>) -> Value? {
    guard name.count + 1 < firstOfLength.count else { return nil }
    let name = name.bytes
    let letters = letters.span.bytes
    for index in firstOfLength[name.byteCount]..<firstOfLength[name.byteCount + 1] {
      let start = entries[index].start
      if name.hasBytes(of: letters, from: start) { return entries[index].value }
    }
    return nil
  }
}

extension RawSpan {
  /// Whether these bytes stand at a place of others, compared eight at a time.
  fileprivate func hasBytes(of others: RawSpan, from start: Int) -> Bool {
    var offset = 0
    while offset + 8 <= byteCount {
      if word(at: offset, as: UInt64.self) != others.word(at: start + offset, as: UInt64.self) {
        return false
      }
      offset += 8
    }
    while offset < byteCount {
      if word(at: offset, as: UInt8.self) != others.word(at: start + offset, as: UInt8.self) {
        return false
      }
      offset += 1
    }
    return true
  }

  private func word<Word: BitwiseCopyable>(at offset: Int, as type: Word.Type) -> Word {
    // Any bytes are an integer; the bounds are looked after.
    unsafeLoadUnaligned(fromByteOffset: offset, as: type)
  }
}

extension JSONDocument {
  /// What the table says to the name in this row.
  func lookUp<Value>(_ name: Int, in table: NameTable<Value>) -> Value? {
    kind(name) == .escapedString
      ? table[Array(text(name).utf8).span]
      : table[bytes.span.extracting(range(name))]
  }
}
