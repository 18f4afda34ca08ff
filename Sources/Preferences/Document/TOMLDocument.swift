/// Reads TOML 1.0, with the place of every key and value.
///
/// Our own, because TOMLKit tells places of mistakes only, and imports all of Foundation.
struct TOMLDocument {
  private var reader: TOMLReader
  private let root = TOMLTable(.header)
  /// The table that entries go into.
  private var current: TOMLTable

  /// - Returns: the entries of the file in the order in which they stand there.
  /// - Throws: the first mistake.
  static func entries(of text: String) throws(PreferenceProblem) -> [DocumentEntry] {
    var document = TOMLDocument(Array(text.utf8))
    try document.read()
    return document.root.documentEntries
  }

  private init(_ bytes: [UInt8]) {
    reader = TOMLReader(bytes)
    current = root
  }

  private mutating func read() throws(PreferenceProblem) {
    while true {
      try reader.skipBlank()
      guard let byte = reader.peek() else { return }
      if byte == UInt8(ascii: "[") {
        try readHeader()
      } else {
        try readEntry(into: current)
      }
      try reader.endLine()
    }
  }

  private mutating func readHeader() throws(PreferenceProblem) {
    let isList = reader.skip("[[")
    if !isList { reader.advance() }
    let key = try reader.key()
    guard reader.skip(isList ? "]]" : "]") else {
      throw reader.mistake("\(isList ? "]]" : "]") is missing")
    }
    var table = root
    for part in key.dropLast() { table = try table.table(part, .implicit) }
    guard let last = key.last else { return }
    current = isList ? try table.append(last) : try table.open(last)
  }

  private mutating func readEntry(into table: TOMLTable) throws(PreferenceProblem) {
    let key = try reader.key()
    guard reader.skip("=") else { throw reader.mistake("= is missing") }
    reader.skipSpaces()
    let node = try readValue()
    var table = table
    for part in key.dropLast() { table = try table.table(part, .dotted) }
    if let last = key.last { try table.set(last, node) }
  }

  private mutating func readValue() throws(PreferenceProblem) -> DocumentNode {
    let position = reader.position
    guard reader.enter() else { throw reader.mistake("this is nested too deeply") }
    defer { reader.leave() }
    switch reader.peek() {
    case UInt8(ascii: "["): return DocumentNode(.list(try readList()), at: position)
    case UInt8(ascii: "{"): return DocumentNode(.table(try readTable()), at: position)
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      return DocumentNode(.text(try reader.text(mayBeLong: true)), at: position)
    default: return DocumentNode(try reader.word(), at: position)
    }
  }

  private mutating func readList() throws(PreferenceProblem) -> [DocumentNode] {
    reader.advance()
    var nodes: [DocumentNode] = []
    while true {
      try reader.skipBlank()
      if reader.skip("]") { return nodes }
      nodes.append(try readValue())
      try reader.skipBlank()
      if !reader.skip(",") {
        guard reader.skip("]") else { throw reader.mistake(", or ] is missing") }
        return nodes
      }
    }
  }

  private mutating func readTable() throws(PreferenceProblem) -> [DocumentEntry] {
    reader.advance()
    let table = TOMLTable(.header)
    reader.skipSpaces()
    if reader.skip("}") { return [] }
    while true {
      reader.skipSpaces()
      try readEntry(into: table)
      reader.skipSpaces()
      if reader.skip("}") { return table.documentEntries }
      guard reader.skip(",") else { throw reader.mistake(", or } is missing") }
    }
  }
}

/// A table that is being read.
private final class TOMLTable {
  /// How it came about, which decides how it may be continued.
  enum Origin { case implicit, dotted, header }

  private enum Item {
    case value(DocumentNode)
    case table(TOMLTable)
    case list([TOMLTable])
  }

  private var origin: Origin
  private var items: [(key: TOMLKey, item: Item)] = []
  private var indices: [String: Int] = [:]

  init(_ origin: Origin) { self.origin = origin }

  var documentEntries: [DocumentEntry] {
    items.map { key, item in
      let value: DocumentNode =
        switch item {
        case .value(let node): node
        case .table(let table): DocumentNode(.table(table.documentEntries), at: key.position)
        case .list(let tables):
          DocumentNode(
            .list(tables.map { DocumentNode(.table($0.documentEntries), at: key.position) }),
            at: key.position)
        }
      return DocumentEntry(key.name, at: key.position, value)
    }
  }

  private func item(_ key: TOMLKey) -> Item? { indices[key.name].map { items[$0].item } }

  private func add(_ key: TOMLKey, _ item: Item) {
    indices[key.name] = items.count
    items.append((key, item))
  }

  private func twice(_ key: TOMLKey) -> PreferenceProblem {
    let first = indices[key.name].map { items[$0].key.position }
    return PreferenceProblem(
      .syntax("\(key.name) is given twice, first in line \(first?.line ?? 1)"), at: key.position)
  }

  func set(_ key: TOMLKey, _ node: DocumentNode) throws(PreferenceProblem) {
    guard item(key) == nil else { throw twice(key) }
    add(key, .value(node))
  }

  /// The table of a name, on the way to another; made where there is none.
  func table(_ key: TOMLKey, _ origin: Origin) throws(PreferenceProblem) -> TOMLTable {
    switch item(key) {
    case nil:
      let table = TOMLTable(origin)
      add(key, .table(table))
      return table
    case .table(let table):
      // Dotted keys do not continue a table that has a header.
      if origin == .dotted, table.origin != .dotted { throw twice(key) }
      return table
    case .list(let tables):
      guard origin == .implicit, let last = tables.last else { throw twice(key) }
      return last
    case .value: throw twice(key)
    }
  }

  /// The table of a header.
  func open(_ key: TOMLKey) throws(PreferenceProblem) -> TOMLTable {
    guard case .table(let table)? = item(key) else {
      guard item(key) == nil else { throw twice(key) }
      let table = TOMLTable(.header)
      add(key, .table(table))
      return table
    }
    guard table.origin == .implicit else { throw twice(key) }
    table.origin = .header
    return table
  }

  /// A further table of a list.
  func append(_ key: TOMLKey) throws(PreferenceProblem) -> TOMLTable {
    let table = TOMLTable(.header)
    switch item(key) {
    case nil: add(key, .list([table]))
    case .list(let tables):
      if let index = indices[key.name] { items[index].item = .list(tables + [table]) }
    default: throw twice(key)
    }
    return table
  }
}
