import Batches
import FoundationEssentials
import Glibc

@testable import BatchHistory

/// A history in a folder of its own, with batches that are single letters.
final class TemporaryHistory {
  let folder: String
  let file: HistoryFile
  private(set) var history: SQLiteHistory
  /// Seconds since 1970.
  var now = 1_000_000

  init() {
    folder = FileManager.default.temporaryDirectory.path() + "lazybatch-\(UUID())"
    file = HistoryFile(path: folder + "/data/test.sqlite")
    history = SQLiteHistory(file, .writing, about: [("server", "test")])
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// Another connection to the same file.
  func another(_ mode: SQLiteHistory.Mode = .writing) -> SQLiteHistory {
    SQLiteHistory(file, mode)
  }

  func reopen(_ mode: SQLiteHistory.Mode = .writing) {
    history.close()
    history = another(mode)
  }

  /// Batches that are letters: a small one has ended, a capital one has not. Those that come later in the
  /// alphabet are older.
  static func batches(_ letters: String) -> [Batch] {
    letters.map { letter in
      let isActive = letter.isUppercase
      let age = Int(letter.lowercased().utf8.first ?? 0)
      var batch = Batch(
        id: letter.lowercased(), status: BatchStatus(isActive ? "in_progress" : "completed"))
      batch.times[.created] = 900_000 - age * 100
      return batch
    }
  }

  /// Reads pages of letters from a start, one after another.
  func read(
    _ start: HistoryStart = .head, _ pages: String..., reachesEnd: Bool = false
  ) throws(HistoryFailure) {
    now += 60
    var reading = history.begin(start, at: now)
    for page in pages { try history.record(Self.batches(page), in: &reading, at: now) }
    try history.end(reading, reachedEnd: reachesEnd, at: now)
  }

  func rows(_ which: HistorySelection = .all) throws -> [HistoryRow] {
    var rows: [HistoryRow] = []
    try history.read(which) { rows += $0 }
    return rows
  }

  /// The letters in the server's order, those of gone batches in parentheses, with a `|` at each gap.
  func picture() throws -> String {
    try rows().map { row in
      let letter = row.batch.isActive ? row.batch.id.uppercased() : row.batch.id
      return row.goneSince == nil ? letter + (row.gapBelow ? "|" : "") : "(\(letter))"
    }.joined()
  }

  /// Changes as "field id".
  func changes(since time: Int = 0) throws(HistoryFailure) -> [String] {
    try history.changes(since: time).map { "\($0.field) \($0.id)" }
  }

  var names: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder + "/data")) ?? []).sorted()
  }

  func bytes() -> [UInt8] {
    FileManager.default.contents(atPath: file.path).map { Array($0) } ?? []
  }

  func put(_ bytes: [UInt8]) {
    _ = FileManager.default.createFile(atPath: file.path, contents: Data(bytes))
  }
}
