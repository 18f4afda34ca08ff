import BatchInsight
import BatchPresentation
import FoundationEssentials
import Testing

@testable import Browser

/// The tables of keys, filter terms and columns in `docs` are the program's own.
@Suite struct DocumentedTablesTests {
  private struct Table {
    var file: String
    /// Between `<!-- name: … -->` and `<!-- /name -->`.
    var name: String
    var lines: [String]

    var text: String { lines.joined(separator: "\n") + "\n" }
    var begin: String { "<!-- \(name): generated from the source, checked by a test -->\n" }
    var end: String { "<!-- /\(name) -->" }
  }

  private var keys: Table {
    var lines = ["| key | does | name |", "| --- | --- | --- |"]
    for topic in Binding.Topic.allCases {
      for binding in Keymap.standard.bindings where binding.topic == topic {
        let keys = binding.keys.map { "`\($0.label)`" }.joined(separator: " ")
        lines.append("| \(keys) | \(binding.help) | `\(binding.command.name)` |")
      }
    }
    return Table(file: "keys.md", name: "keys", lines: lines)
  }

  /// Where the presets differ from the usual keys.
  private var presets: Table {
    let presets = KeyPreset.allCases.filter { $0 != .vim }
    func keys(_ command: Command, _ keymap: Keymap) -> String {
      let keys = keymap.binding(of: command)?.keys ?? []
      return keys.isEmpty ? "–" : keys.map { "`\($0.label)`" }.joined(separator: " ")
    }
    var lines = [
      "| command | " + presets.map { "`\($0.rawValue)`" }.joined(separator: " | ") + " |",
      "| --- |" + presets.map { _ in " --- |" }.joined(),
    ]
    for command in Command.allCases {
      let columns = presets.map { keys(command, $0.keymap) }
      if columns.contains(where: { $0 != keys(command, .standard) }) {
        lines.append("| `\(command.name)` | " + columns.joined(separator: " | ") + " |")
      }
    }
    return Table(file: "keys.md", name: "presets", lines: lines)
  }

  private var terms: Table {
    Table(
      file: "filter.md", name: "terms",
      lines: ["| term | looks at |", "| --- | --- |"]
        + FilterField.terms.map { "| `\($0.term)` | \($0.explanation) |" })
  }

  private var columns: Table {
    Table(
      file: "columns.md", name: "columns",
      lines: ["| column | shows |", "| --- | --- |"]
        + ListColumn.allCases.map { "| \($0.content.label) | \($0.content.help) |" })
  }

  private func path(_ file: String) -> String {
    var path = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    path.removeLast(4)
    return path.joined(separator: "/") + "/docs/" + file
  }

  private func text(_ file: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(filePath: path(file))), as: UTF8.self)
  }

  @Test func theTablesAreInTheDocumentation() throws {
    for table in [keys, presets, terms, columns] {
      let parts = try text(table.file).split(separator: table.begin, maxSplits: 1)
      try #require(parts.count == 2)
      let start = try #require(parts[1].firstRange(of: table.end)).lowerBound
      if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] != nil {
        let new = String(parts[0]) + table.begin + table.text + parts[1][start...]
        try Data(new.utf8).write(to: URL(filePath: path(table.file)))
      } else {
        #expect(String(parts[1][..<start]) == table.text)
      }
    }
  }

  @Test func everyVerdictIsInTheDocumentation() throws {
    let text = try text("filter.md")
    for kind in Verdict.Kind.allCases {
      #expect(text.contains("| `\(kind.rawValue)` |"), "\(kind.rawValue) is not in filter.md")
    }
  }
}
