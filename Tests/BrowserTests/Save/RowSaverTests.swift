import Batches
import Screen
import Synchronization
import Testing

@testable import Browser

/// The loop writes files that are made up; what is in them is what `lazybatch list` prints.
@MainActor
@Suite(.timeLimit(.minutes(1))) struct RowSaverTests {
  private let terminal = FakeTerminal()
  private let files = FakeFiles(finished: ["/home/old.json": [1]])

  /// Runs the loop while the body plays the user, who quits at the end.
  private func run(_ batches: [Batch], _ body: @MainActor () async throws -> Void) async throws {
    let loop = BrowserLoop(
      state: Fixture.state(pageSize: batches.count), terminal: terminal,
      service: ScriptedService(batches, mostRows: batches.count), files: files, alarm: FakeAlarm(),
      clock: { Fixture.now })
    async let exit = loop.run()
    _ = await terminal.frame(showing: "all there are")
    try await body()
    terminal.type(.character("q"))
    _ = await exit
  }

  private func save(as path: String) {
    terminal.type(.character("w"), .control("u"))
    for character in path { terminal.type(.character(character)) }
    terminal.type(.enter)
  }

  private static func document(_ batches: [Batch], _ format: BatchWriter.Format) -> [UInt8] {
    var writer = BatchWriter(format)
    return writer.begin() + writer.rows(batches) + writer.end()
  }

  @Test(arguments: [("a.json", BatchWriter.Format.json), ("a.jsonl", .jsonl), ("a.csv", .csv)])
  func writesTheDocument(path: String, format: BatchWriter.Format) async throws {
    let batches = BrowserViewTests.batches
    try await run(batches) {
      save(as: path)
      let frame = await terminal.frame(showing: "saved \(batches.count) rows")
      #expect(frame.text.contains("/home/" + path))
    }
    #expect(files.finished["/home/" + path] == Self.document(batches, format))
    #expect(files.unfinished.isEmpty)
  }

  @Test func tellsHowFarItIs() async throws {
    let batches = Fixture.batches(0..<5_123)
    try await run(batches) {
      save(as: "a.jsonl")
      _ = await terminal.frame(showing: "saved 5123 rows")
      #expect(terminal.frames.contains { $0.text.contains("saving: 5000 of 5123 rows") })
    }
    #expect(files.finished["/home/a.jsonl"] == Self.document(batches, .jsonl))
  }

  @Test(arguments: [0, 1, 2, nil])
  func nothingStaysOfAFailure(atWrite: Int?) async throws {
    try await run(Fixture.batches(0..<3)) {
      files.contents.withLock {
        $0.failure = (SaveFailure(.diskFull, "/home/a.csv"), atWrite: atWrite)
      }
      save(as: "a.csv")
      _ = await terminal.frame(showing: "Not saved: there is no room left for /home/a.csv")
      #expect(files.unfinished.isEmpty, "before the program ends")
    }
    #expect(files.finished.keys.sorted() == ["/home/old.json"])
  }

  @Test func nothingStaysWhenItIsCancelled() async throws {
    try await run(Fixture.batches(0..<2_000)) {
      files.contents.withLock {
        $0.onWrite = { withUnsafeCurrentTask { $0?.cancel() } }
      }
      save(as: "a.csv")
      _ = await terminal.frame(showing: "cancelled; nothing was saved")
      #expect(files.unfinished.isEmpty)
    }
    #expect(files.finished.keys.sorted() == ["/home/old.json"])
  }

  @Test func asksBeforeItReplaces() async throws {
    try await run(Fixture.batches(0..<3)) {
      save(as: "old.json")
      _ = await terminal.frame(showing: "old.json exists; replace it?")
      #expect(files.finished["/home/old.json"] == [1])
      terminal.type(.character("y"))
      _ = await terminal.frame(showing: "saved 3 rows as JSON to")
    }
    #expect(files.finished["/home/old.json"] == Self.document(Fixture.batches(0..<3), .json))
  }

  @Test func completesPaths() async throws {
    try await run(Fixture.batches(0..<3)) {
      terminal.type(.character("w"), .control("u"), .character("o"), .tab)
      _ = await terminal.frame(showing: "save as old.json")
      terminal.type(.escape)
    }
  }
}
