import TOMLKit

/// Reads TOML. The only file that knows TOMLKit, which is small but old.
enum TOMLDocument {
  /// - Returns: the entries of the file in the order in which they stand there.
  /// - Throws: the first mistake.
  static func entries(of text: String) throws(PreferenceProblem) -> [DocumentEntry] {
    // The library takes a C string, and would ignore the rest.
    if let position = KeyPositions.position(ofByte: 0, in: text) {
      throw PreferenceProblem(.syntax("a NUL character"), at: position)
    }
    let table: TOMLTable
    do {
      table = try TOMLTable(string: text)
    } catch let error as TOMLParseError {
      let begin = error.source.begin
      throw PreferenceProblem(
        .syntax(error.description), at: TextPosition(line: begin.line, column: begin.column))
    } catch {
      throw PreferenceProblem(.syntax("\(error)"), at: .start)
    }
    return entries(of: table, below: [], KeyPositions(of: text), .start)
  }

  private static func entries(
    of table: TOMLTable, below path: [String], _ places: KeyPositions, _ parent: TextPosition
  ) -> [DocumentEntry] {
    // Values are asked for by name: the library's iterator hands out copies.
    let entries = table.keys.compactMap { name -> DocumentEntry? in
      guard let value = table[name]?.tomlValue else { return nil }
      let path = path + [name]
      let position = places.keys[path] ?? parent
      return DocumentEntry(name, at: position, node(value, at: path, places, position))
    }
    return entries.sorted { $0.position < $1.position }
  }

  private static func node(
    _ value: TOMLValue, at path: [String], _ places: KeyPositions, _ key: TextPosition
  ) -> DocumentNode {
    let position = places.values[path] ?? key
    let content: DocumentNode.Value =
      switch value.type {
      case .table: .table(value.table.map { entries(of: $0, below: path, places, key) } ?? [])
      case .array:
        .list(
          value.array.map { array in
            array.indices.map { index in
              node(
                array[index].tomlValue, at: path + [KeyPositions.element(index)], places, position)
            }
          } ?? [])
      case .string: .text(value.string ?? "")
      case .int: .integer(value.int ?? 0)
      case .double: .number(value.double ?? 0)
      case .bool: .bool(value.bool ?? false)
      case .date, .time, .dateTime: .date
      }
    return DocumentNode(content, at: position)
  }
}
