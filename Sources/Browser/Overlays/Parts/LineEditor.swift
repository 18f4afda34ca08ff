import Screen

/// One line of text that is being typed.
struct LineEditor: Sendable, Hashable {
  private(set) var text = ""
  /// Characters before the cursor.
  private(set) var cursor = 0

  init(_ text: String = "") {
    self.text = text
    self.cursor = text.count
  }

  var textBeforeCursor: String { String(text.prefix(cursor)) }

  /// Does what a key does in a line of text.
  /// - Returns: false for a key that means nothing to a line of text.
  @discardableResult
  mutating func edit(_ key: Key) -> Bool {
    switch key {
    case .character(let character): insert(String(character))
    case .left, .control("b"): cursor = max(0, cursor - 1)
    case .right, .control("f"): cursor = min(text.count, cursor + 1)
    case .home, .control("a"): cursor = 0
    case .end, .control("e"): cursor = text.count
    case .backspace, .control("h"):
      if cursor > 0 { remove(cursor - 1..<cursor) }
    case .delete, .control("d"):
      if cursor < text.count { remove(cursor..<cursor + 1) }
    case .control("u"): remove(0..<cursor)
    case .control("k"): remove(cursor..<text.count)
    case .control("w"): remove(startOfWord..<cursor)
    default: return false
    }
    return true
  }

  /// Puts text in at the cursor; line breaks and controls become blanks.
  mutating func insert(_ more: String) {
    let clean = String(
      more.unicodeScalars.map { scalar in
        scalar.properties.generalCategory == .control ? " " : Character(scalar)
      })
    let index = text.index(text.startIndex, offsetBy: cursor)
    let before = text.count
    text.insert(contentsOf: clean, at: index)
    // A combining mark joins the character before it, so the count may grow by less.
    cursor += text.count - before
  }

  private mutating func remove(_ range: Range<Int>) {
    let start = text.index(text.startIndex, offsetBy: range.lowerBound)
    let end = text.index(text.startIndex, offsetBy: range.upperBound)
    text.removeSubrange(start..<end)
    cursor = range.lowerBound
  }

  private var startOfWord: Int {
    let characters = Array(text.prefix(cursor))
    var start = characters.count
    while start > 0, characters[start - 1] == " " { start -= 1 }
    while start > 0, characters[start - 1] != " " { start -= 1 }
    return start
  }
}
