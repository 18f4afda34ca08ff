import Batches

/// A JSON text as lines that can be folded. Only the places of its values are kept; the text of a line
/// is made when it is shown.
public struct JSONOutline: Sendable {
  public enum Kind: Sendable, Hashable {
    /// A value on a line of its own: a text, number or literal, or an empty list or object.
    case value
    /// `{` or `[`, up to its `close`.
    case open
    case close
    /// A part of a text that is not JSON.
    case text
    /// In place of the values beyond the limit.
    case more
  }

  public struct Row: Sendable, Hashable {
    public let kind: Kind
    /// Levels of nesting.
    public let depth: Int
    /// Of the value in the text; the whole list or object for `open`.
    public fileprivate(set) var range: Range<Int>
    /// Of the name before it, without quotes.
    fileprivate let name: Range<Int>?
    /// The row after this one and everything inside it.
    public fileprivate(set) var next: Int
    fileprivate var isLast = false
  }

  /// Rows of an outline; what does not fit is said in the last one.
  public static let maximumRows = 100_000
  /// Bytes of a line of a text that is not JSON.
  private static let textBytes = 1024

  public let bytes: [UInt8]
  public private(set) var rows: [Row] = []
  public let isJSON: Bool

  public init(_ bytes: [UInt8]) { self.init(bytes, maximumRows: Self.maximumRows) }

  init(_ bytes: [UInt8], maximumRows: Int) {
    self.bytes = bytes
    let line = ResultLine(bytes)
    isJSON = line.oddity == nil || line.oddity == .noID || line.oddity == .notObject
    if isJSON {
      var reader = OutlineReader(bytes, maximumRows: maximumRows)
      rows = reader.read()
    } else {
      cutText(maximumRows)
    }
  }

  private mutating func cutText(_ maximumRows: Int) {
    var start = 0
    while start < bytes.count {
      if rows.count == maximumRows {
        rows.append(
          Row(kind: .more, depth: 0, range: start..<bytes.count, name: nil, next: rows.count + 1))
        return
      }
      let most = min(bytes.count, start + Self.textBytes)
      var end = bytes[start..<most].firstIndex(of: 0x0A) ?? most
      if end == most, most < bytes.count {
        while end > start + 1, bytes[end] & 0xC0 == 0x80 { end -= 1 }
      }
      rows.append(
        Row(kind: .text, depth: 0, range: start..<end, name: nil, next: rows.count + 1))
      start = end < bytes.count && bytes[end] == 0x0A ? end + 1 : end
    }
  }

  /// The text of a row without its indentation, as JSON on one line. Control characters are those of
  /// the file: what shows it makes them harmless.
  /// - Parameters:
  ///   - isFolded: whether an `open` row stands for everything inside it.
  ///   - limit: bytes of a value that are shown.
  ///   - isNamed: whether the name before the value is a part of it.
  public func text(
    _ row: Int, isFolded: Bool = false, limit: Int = 4096, isNamed: Bool = true
  ) -> String {
    let this = rows[row]
    let name = (isNamed ? this.name : nil).map { "\"" + shown($0, limit) + "\": " } ?? ""
    switch this.kind {
    case .text: return shown(this.range, limit)
    case .more: return "…"
    case .close: return shown(this.range, 1) + comma(row)
    case .value: return name + shown(this.range, limit) + comma(row)
    case .open:
      let first = bytes[this.range.lowerBound]
      let opening = first == UInt8(ascii: "{") ? "{" : "["
      guard isFolded else { return name + opening }
      return name + opening + "…" + (opening == "{" ? "}" : "]") + comma(row)
    }
  }

  private func comma(_ row: Int) -> String { rows[row].isLast ? "" : "," }

  private func shown(_ range: Range<Int>, _ limit: Int) -> String {
    guard range.count > limit else { return String(decoding: bytes[range], as: UTF8.self) }
    var end = range.lowerBound + limit
    while end > range.lowerBound, bytes[end] & 0xC0 == 0x80 { end -= 1 }
    return String(decoding: bytes[range.lowerBound..<end], as: UTF8.self) + "…"
  }

  /// The name before a row's value, without quotes and escapes; nil of an element and of a `close`.
  public func name(_ row: Int) -> String? { rows[row].name.map(unescaped) }

  /// Whether the value of a row is a text in quotes.
  public func isString(_ row: Int) -> Bool {
    let range = rows[row].range
    return rows[row].kind == .value && range.count >= 2
      && bytes[range.lowerBound] == UInt8(ascii: "\"")
  }

  /// The text of a string row, without quotes and escapes; the JSON of any other value.
  public func value(_ row: Int) -> String {
    let range = rows[row].range
    guard isString(row) else { return String(decoding: bytes[range], as: UTF8.self) }
    return unescaped(range.lowerBound + 1..<range.upperBound - 1)
  }

  private func unescaped(_ range: Range<Int>) -> String {
    var plain: [UInt8] = []
    bytes[range].withUnsafeBufferPointer { JSONText.appendUnescaped($0, to: &plain) }
    return String(decoding: plain, as: UTF8.self)
  }

  /// The rows that are seen while others are folded.
  public func visible(folded: Set<Int>) -> [Int] {
    var seen: [Int] = []
    var row = 0
    while row < rows.count {
      seen.append(row)
      row = folded.contains(row) && rows[row].kind == .open ? rows[row].next : row + 1
    }
    return seen
  }
}

/// Lays out the values of a text that is known to be JSON.
private struct OutlineReader {
  private let bytes: [UInt8]
  private let maximumRows: Int
  private var rows: [JSONOutline.Row] = []
  private var position = 0
  /// The rows of the lists and objects around the position.
  private var open: [Int] = []

  init(_ bytes: [UInt8], maximumRows: Int) {
    self.bytes = bytes
    self.maximumRows = maximumRows
  }

  mutating func read() -> [JSONOutline.Row] {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    while true {
      skipSpace()
      guard position < bytes.count else { break }
      guard rows.count < maximumRows else {
        endEarly()
        break
      }
      switch bytes[position] {
      case UInt8(ascii: ","): position += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"): close()
      default: readMember()
      }
    }
    return rows
  }

  private mutating func readMember() {
    var name: Range<Int>?
    // What is nested too deep was not checked, so that its objects may have no names.
    if let outer = open.last, bytes[rows[outer].range.lowerBound] == UInt8(ascii: "{"),
      bytes[position] == UInt8(ascii: "\"")
    {
      let end = endOfString()
      name = position + 1..<max(position + 1, end - 1)
      position = end
      skipSpace()
      if position < bytes.count, bytes[position] == UInt8(ascii: ":") { position += 1 }
      skipSpace()
    }
    guard position < bytes.count else { return }
    let start = position
    let isList = bytes[start] == UInt8(ascii: "{") || bytes[start] == UInt8(ascii: "[")
    if isList {
      position += 1
      skipSpace()
      let isEmpty =
        position < bytes.count
        && (bytes[position] == UInt8(ascii: "}") || bytes[position] == UInt8(ascii: "]"))
      if !isEmpty {
        open.append(rows.count)
        append(.open, start..<start + 1, name, open.count - 1)
        return
      }
      position += 1
    } else if bytes[start] == UInt8(ascii: "\"") {
      position = endOfString()
    } else {
      while position < bytes.count, !Self.endsWord(bytes[position]) { position += 1 }
      if position == start { position += 1 }
    }
    append(.value, start..<position, name, open.count)
    rows[rows.count - 1].isLast = isLast
  }

  private mutating func close() {
    position += 1
    guard let opening = open.popLast() else { return }
    append(.close, position - 1..<position, nil, open.count)
    rows[opening].range = rows[opening].range.lowerBound..<position
    rows[opening].next = rows.count
    rows[opening].isLast = isLast
    rows[rows.count - 1].isLast = isLast
  }

  /// What follows the limit becomes one row, and everything that is open ends there.
  private mutating func endEarly() {
    append(.more, position..<bytes.count, nil, open.count)
    for opening in open {
      rows[opening].range = rows[opening].range.lowerBound..<bytes.count
      rows[opening].next = rows.count
      rows[opening].isLast = true
    }
  }

  private mutating func append(
    _ kind: JSONOutline.Kind, _ range: Range<Int>, _ name: Range<Int>?, _ depth: Int
  ) {
    rows.append(
      JSONOutline.Row(kind: kind, depth: depth, range: range, name: name, next: rows.count + 1))
  }

  /// Whether no comma follows.
  private var isLast: Bool {
    var next = position
    while next < bytes.count, Self.isSpace(bytes[next]) { next += 1 }
    return next == bytes.count || bytes[next] != UInt8(ascii: ",")
  }

  /// The position after the closing quote.
  private func endOfString() -> Int {
    var end = position + 1
    while end < bytes.count, bytes[end] != UInt8(ascii: "\"") {
      end += bytes[end] == UInt8(ascii: "\\") ? 2 : 1
    }
    return min(end + 1, bytes.count)
  }

  private mutating func skipSpace() {
    while position < bytes.count, Self.isSpace(bytes[position]) { position += 1 }
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }

  private static func endsWord(_ byte: UInt8) -> Bool {
    isSpace(byte) || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "}")
      || byte == UInt8(ascii: "]")
  }
}
