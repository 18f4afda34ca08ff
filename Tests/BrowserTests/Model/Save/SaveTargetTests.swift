import BatchInsight
import Batches
import Testing

@testable import Browser

@Suite struct SaveTargetTests {
  @Test(arguments: [
    ("a.json", "a.json", SaveFormat.json), ("a.jsonl", "a.jsonl", .jsonl),
    ("a.ndjson", "a.ndjson", .jsonl), ("a.csv", "a.csv", .csv), ("A.CSV", "A.CSV", .csv),
    ("~/x.y/batches.tar.json", "~/x.y/batches.tar.json", .json),
    ("  /tmp/two words.csv ", "/tmp/two words.csv", .csv), ("批处理.jsonl", "批处理.jsonl", .jsonl),
  ])
  func theEndingDecides(typed: String, path: String, format: SaveFormat) throws {
    let target = try SaveTarget(typed: typed)
    #expect(target.path == path)
    #expect(target.format == format)
  }

  @Test(arguments: [
    ("", "type the path"), ("   ", "type the path"), ("/tmp/", "this is a folder"),
    ("~", "this is a folder"), ("a", "must end in .json, .jsonl or .csv"),
    ("a.txt", "must end in"), ("a.csv.gz", "must end in"), ("x.csv/a", "must end in"),
    ("csv", "must end in"),
  ])
  func tellsWhatIsWrong(typed: String, words: String) {
    let mistake = #expect(throws: SaveTarget.Mistake.self) { try SaveTarget(typed: typed) }
    #expect(mistake?.text.contains(words) == true)
  }

  @Test func theUsualNameHasTheLocalDate() {
    // 2025-06-04 15:13 UTC; nine hours on it is tomorrow.
    #expect(SaveTarget.usualPath(at: 1_749_050_000, zone: .utc) == "batches-2025-06-04.csv")
    #expect(
      SaveTarget.usualPath(at: 1_749_050_000, zone: .fixed(hours: 9)) == "batches-2025-06-05.csv")
  }
}
