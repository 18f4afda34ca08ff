import FoundationEssentials
import Testing

@testable import Browser

/// The README's tables of keys and of terms of a filter are the program's own.
@Suite struct ReadmeKeysTests {
  private struct Table {
    var begin: String
    var end: String
    var lines: [String]

    var text: String { lines.joined(separator: "\n") + "\n" }
  }

  private var keys: Table {
    var lines = ["| key | does |", "| --- | --- |"]
    for topic in Binding.Topic.allCases {
      for binding in Keymap.standard.bindings where binding.topic == topic {
        let keys = binding.keys.map { "`\($0.label)`" }.joined(separator: " ")
        lines.append("| \(keys) | \(binding.help) |")
      }
    }
    return Table(
      begin: "<!-- keys: written from the key table, checked by a test -->\n",
      end: "<!-- /keys -->", lines: lines)
  }

  private var terms: Table {
    Table(
      begin: "<!-- terms: written from the table of fields, checked by a test -->\n",
      end: "<!-- /terms -->",
      lines: ["| term | looks at |", "| --- | --- |"]
        + FilterField.terms.map { "| `\($0.term)` | \($0.explanation) |" })
  }

  private var readme: String {
    var path = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    path.removeLast(4)
    return path.joined(separator: "/") + "/README.md"
  }

  @Test func theTablesStandInTheReadme() throws {
    for table in [keys, terms] {
      let text = String(decoding: try Data(contentsOf: URL(filePath: readme)), as: UTF8.self)
      let parts = text.split(separator: table.begin, maxSplits: 1)
      try #require(parts.count == 2)
      let start = try #require(parts[1].firstRange(of: table.end)).lowerBound
      if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] != nil {
        let new = String(parts[0]) + table.begin + table.text + parts[1][start...]
        try Data(new.utf8).write(to: URL(filePath: readme))
      } else {
        #expect(String(parts[1][..<start]) == table.text)
      }
    }
  }
}
