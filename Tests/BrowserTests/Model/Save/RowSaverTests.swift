import Batches
import Dispatch
import Screen
import TestSupport
import Testing

@testable import Browser

/// The loop writes files that are made up; what is in them is what `lazybatch list` prints.
@Suite(.timeLimit(.minutes(1))) struct RowSaverTests {
  private let terminal = FakeTerminal()
  private let files = FakeFiles(finished: ["/home/old.json": [1]])

  /// Runs the loop while the body plays the user, who quits at the end.
  private func run(_ batches: [Batch], _ body: () async throws -> Void) async throws {
    async let exit = BrowserLoop.run(on: terminal) { [terminal, files] in
      BrowserLoop(
        state: Fixture.state(pageSize: batches.count), terminal: terminal,
        service: FakeService(batches, mostRows: batches.count), files: files,
        clock: { Fixture.now })
    }
    _ = await terminal.frame(showing: "all there are")
    try await body()
    await terminal.type(.character("q"))
    _ = await exit
  }

  private func save(as path: String) async {
    await terminal.type(.character("w"), .control("u"))
    for character in path { await terminal.type(.character(character)) }
    await terminal.type(.enter)
  }

  private static func document(_ batches: [Batch], _ format: BatchWriter.Format) -> [UInt8] {
    var writer = BatchWriter(format)
    return writer.begin() + writer.rows(batches) + writer.end()
  }

  @Test(arguments: [("a.json", BatchWriter.Format.json), ("a.jsonl", .jsonl), ("a.csv", .csv)])
  func writesTheDocument(path: String, format: BatchWriter.Format) async throws {
    let batches = BrowserViewTests.batches
    try await run(batches) {
      await save(as: path)
      let frame = await terminal.frame(showing: "saved \(batches.count) rows")
      #expect(frame.text.contains("/home/" + path))
    }
    #expect(files.finished["/home/" + path] == Self.document(batches, format))
    #expect(files.unfinished.isEmpty)
  }

  @Test func tellsHowFarItIs() async throws {
    let batches = Fixture.batches(0..<5_123)
    // The last write waits until it was seen how far the others came.
    let isSeen = DispatchSemaphore(value: 0)
    let writes = Locked(0)
    try await run(batches) {
      files.contents.withLock {
        $0.onWrite = {
          let count = writes.withLock { count in
            count += 1
            return count
          }
          // One for the beginning, ten of 500 rows.
          if count == 12 { isSeen.wait() }
        }
      }
      await save(as: "a.jsonl")
      _ = await terminal.frame(showing: "saving: 5,000 of 5,123 rows")
      isSeen.signal()
      _ = await terminal.frame(showing: "saved 5,123 rows")
    }
    #expect(files.finished["/home/a.jsonl"] == Self.document(batches, .jsonl))
  }

  @Test(arguments: [0, 1, 2, nil])
  func nothingStaysOfAFailure(atWrite: Int?) async throws {
    try await run(Fixture.batches(0..<3)) {
      files.contents.withLock {
        $0.failure = (SaveFailure(.diskFull, "/home/a.csv"), atWrite: atWrite)
      }
      await save(as: "a.csv")
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
      await save(as: "a.csv")
      _ = await terminal.frame(showing: "cancelled; nothing was saved")
      #expect(files.unfinished.isEmpty)
    }
    #expect(files.finished.keys.sorted() == ["/home/old.json"])
  }

  @Test func asksBeforeItReplaces() async throws {
    try await run(Fixture.batches(0..<3)) {
      await save(as: "old.json")
      _ = await terminal.frame(showing: "old.json exists; replace it?")
      #expect(files.finished["/home/old.json"] == [1])
      await terminal.type(.character("y"))
      _ = await terminal.frame(showing: "saved 3 rows as JSON to")
    }
    #expect(files.finished["/home/old.json"] == Self.document(Fixture.batches(0..<3), .json))
  }

  @Test func completesPaths() async throws {
    try await run(Fixture.batches(0..<3)) {
      await terminal.type(.character("w"), .control("u"), .character("o"), .tab)
      _ = await terminal.frame(showing: "save as old.json")
      await terminal.type(.escape)
    }
  }
}
