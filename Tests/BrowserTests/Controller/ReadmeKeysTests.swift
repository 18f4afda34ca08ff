import FoundationEssentials
import Testing

@testable import Browser

/// The README's key table is the program's own.
@Suite struct ReadmeKeysTests {
  private static let begin = "<!-- keys: written from the key table, checked by a test -->\n"
  private static let end = "<!-- /keys -->"

  private var readme: String {
    var path = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    path.removeLast(4)
    return path.joined(separator: "/") + "/README.md"
  }

  private var table: String {
    var lines = ["| key | does |", "| --- | --- |"]
    for topic in Binding.Topic.allCases {
      for binding in Keymap.standard.bindings where binding.topic == topic {
        let keys = binding.keys.map { "`\($0.label)`" }.joined(separator: " ")
        lines.append("| \(keys) | \(binding.help) |")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  @Test func standInTheReadme() throws {
    let text = String(decoding: try Data(contentsOf: URL(filePath: readme)), as: UTF8.self)
    let parts = text.split(separator: Self.begin, maxSplits: 1)
    let rest = try #require(parts.last).split(separator: Self.end, maxSplits: 1)
    try #require(parts.count == 2)
    if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] != nil {
      let new = [String(parts[0]), Self.begin, table, Self.end, String(rest[rest.count - 1])]
        .joined()
      try Data(new.utf8).write(to: URL(filePath: readme))
    } else {
      #expect(String(rest[0]) == table)
    }
  }
}
