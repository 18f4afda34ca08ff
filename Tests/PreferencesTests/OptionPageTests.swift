import FoundationEssentials
import Testing

@testable import Preferences

/// The tables of options in `docs/configuration.md` are the program's own.
@Suite struct OptionPageTests {
  private var path: String {
    var path = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    path.removeLast(3)
    return path.joined(separator: "/") + "/docs/configuration.md"
  }

  @Test(arguments: [("options", PreferenceOption.Places.top), ("profiles", .profile)])
  func theTableIsInTheDocumentation(_ name: String, _ place: PreferenceOption.Places) throws {
    let begin = "<!-- \(name): generated from the source, checked by a test -->\n"
    let end = "<!-- /\(name) -->"
    let text = String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
    let parts = text.split(separator: begin, maxSplits: 1)
    try #require(parts.count == 2)
    let start = try #require(parts[1].firstRange(of: end)).lowerBound
    let table = OptionPage.table(of: place).joined(separator: "\n") + "\n"
    if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] != nil {
      let new = String(parts[0]) + begin + table + parts[1][start...]
      try Data(new.utf8).write(to: URL(filePath: path))
    } else {
      #expect(String(parts[1][..<start]) == table)
    }
  }
}
