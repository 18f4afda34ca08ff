import BatchStore
import Batches
import Screen
import TestSupport
import Testing

@testable import Browser

/// `w` as a value: questions, answers and messages.
@Suite struct SaveTests {
  private func conversation(_ count: Int = 3, _ columns: Int = 80) -> Conversation {
    Conversation(Fixture.batches(0..<count), size: Size(columns: columns, rows: 16))
  }

  /// Types a path in the place of the one that is suggested, and enters it.
  private func enter(_ path: String, _ conversation: inout Conversation) -> [Effect] {
    conversation.press(.character("w"), .control("u"))
    conversation.press(path)
    return conversation.press(.enter)
  }

  private func request(_ effects: [Effect]) throws -> (SaveRequest, Int) {
    guard case .save(let job)? = effects.first else { throw Missing(effects: effects) }
    return (job.work, job.number)
  }

  private func ids(_ request: SaveRequest) -> [String?] {
    guard case .rows(let rows) = request.content else { return [] }
    return (0..<rows.count).map { rows[$0]?.id }
  }

  private struct Missing: Error {
    var effects: [Effect]
  }

  @Test(arguments: [Key.character("w"), .control("s")])
  func savesTheLoadedRowsUnderTheSuggestedName(key: Key) throws {
    var conversation = conversation()
    #expect(conversation.press(key).isEmpty)
    let (request, number) = try request(conversation.press(.enter))
    #expect(request.target.path == "batches-2025-06-04.csv")
    #expect(request.target.format == .csv)
    #expect(!request.replaces)
    #expect(ids(request) == ["b0", "b1", "b2"])
    conversation.send(
      .saved(number: number, .saved(path: "/home/batches-2025-06-04.csv", count: 3)))
    #expect(
      conversation.state.messageText
        == "saved 3 rows as CSV to /home/batches-2025-06-04.csv")
    #expect(conversation.state.exports.save == nil)
  }

  @Test func tellsThatTheServerHasMore() throws {
    var conversation = conversation(500)
    let (_, number) = try request(enter("a.jsonl", &conversation))
    conversation.send(.saved(number: number, .saved(path: "/home/a.jsonl", count: 3)))
    let rows = conversation.state.list.count
    #expect(
      conversation.state.messageText
        == "saved \(rows) rows as JSON lines to /home/a.jsonl; the server has more")
  }

  @Test func savesTheRowsThatAreShownInTheirOrder() throws {
    var batches = Fixture.batches(0..<5)
    batches[1] = Fixture.batch(1, "failed")
    batches[3] = Fixture.batch(3, "failed")
    var conversation = Conversation(batches)
    conversation.press(.character("/"))
    conversation.press("status:failed")
    conversation.press(.enter)
    let (request, number) = try request(enter("a.csv", &conversation))
    #expect(ids(request) == ["b1", "b3"])
    conversation.send(.saved(number: number, .saved(path: "/home/a.csv", count: 3)))
    #expect(
      conversation.state.messageText == "saved 2 rows of 5 loaded as CSV to /home/a.csv")
  }

  @Test func aWrongNameIsToldWhereItIsTyped() throws {
    var conversation = conversation()
    #expect(enter("a.txt", &conversation).isEmpty)
    #expect(conversation.state.draw().text.contains("must end in .json, .jsonl or .csv"))
    #expect(conversation.press(.backspace).isEmpty)
    #expect(!conversation.state.draw().text.contains("must end in"), "until the next change")
    conversation.press(.escape)
    #expect(conversation.state.overlay == nil)
  }

  @Test func asksBeforeAFileIsReplaced() throws {
    var conversation = conversation()
    let (first, number) = try request(enter("a.csv", &conversation))
    conversation.send(.saved(number: number, .failed(SaveFailure(.exists, "/home/a.csv"))))
    #expect(conversation.state.overlay == .replace(ReplaceConfirmation(target: first.target)))
    #expect(conversation.press(.down, .enter, .character(" ")).isEmpty, "no answer")
    #expect(conversation.press(.character("n")).isEmpty)
    guard case .save(let prompt) = conversation.state.overlay else {
      Issue.record("back to the name")
      return
    }
    #expect(prompt.input.line.text == "a.csv")

    let (_, second) = try request(conversation.press(.enter))
    conversation.send(.saved(number: second, .failed(SaveFailure(.exists, "/home/a.csv"))))
    let (replacing, third) = try request(conversation.press(.character("y")))
    #expect(replacing.replaces)
    conversation.send(.saved(number: third, .saved(path: "/home/a.csv", count: 3)))
    #expect(conversation.state.messageText?.contains("/home/a.csv") == true)
    #expect(conversation.state.overlay == nil)
  }

  @Test func aFailureIsTold() throws {
    var conversation = conversation()
    let (_, number) = try request(enter("none/a.csv", &conversation))
    conversation.send(
      .saved(number: number, .failed(SaveFailure(.folderMissing, "/home/none/"))))
    #expect(conversation.state.messageText == "Not saved: there is no folder /home/none/")
    #expect(conversation.state.message?.tone == .failure)
    conversation.press(.character("w"))
    #expect(conversation.state.draw().text.contains("none/a.csv"), "to be mended")
  }

  @Test func theListCanBeUsedWhileItGoesOn() throws {
    var conversation = conversation()
    let (request, number) = try request(enter("a.csv", &conversation))
    conversation.send(.saving(number: number, count: 2))
    #expect(conversation.state.draw().text.contains("saving: 2 of 3 rows"))
    conversation.press(.down)
    #expect(conversation.state.cursorIndex == 1)
    conversation.server.batches.insert(Fixture.batch(900), at: 0)
    conversation.press(.character("r"))
    #expect(conversation.state.list.count == 4)
    #expect(ids(request).count == 3, "they are as they were")

    #expect(conversation.press(.character("w")).isEmpty)
    #expect(conversation.state.messageText?.contains("already saving") == true)
    #expect(conversation.press(.character("q")).isEmpty)
    #expect(conversation.state.messageText?.contains("still saving") == true)
    conversation.send(.saved(number: number, .saved(path: "/home/a.csv", count: 3)))
    #expect(conversation.press(.character("q")) == [.quit(status: 0)])
  }

  @Test func isCancelledByControlC() throws {
    var conversation = conversation()
    let (_, number) = try request(enter("a.csv", &conversation))
    #expect(conversation.press(.control("c")) == [.cancelSave])
    conversation.send(.saved(number: number, .cancelled))
    #expect(conversation.state.messageText == "cancelled; nothing was saved")
    #expect(conversation.press(.control("c")) == [.quit(status: 130)])
  }

  @Test func cancelledTooLateTellsTheTruth() throws {
    var conversation = conversation()
    let (_, number) = try request(enter("a.csv", &conversation))
    conversation.press(.control("c"))
    conversation.send(.saved(number: number, .saved(path: "/home/a.csv", count: 3)))
    #expect(conversation.state.messageText?.hasPrefix("saved 3 rows") == true)
  }

  @Test func thereHaveToBeRows() {
    var conversation = Conversation([])
    #expect(conversation.press(.character("w")).isEmpty)
    #expect(conversation.state.overlay == nil)
    #expect(conversation.state.messageText == "there are no rows to save")
  }

  @Test func tabCompletesThePath() {
    var conversation = conversation()
    conversation.press(.character("w"), .control("u"))
    conversation.press("ba")
    #expect(conversation.press(.tab) == [.complete(path: "ba")])
    let names = ["batches-1.csv", "batches-2.csv"]
    conversation.send(.completed(path: "ba", PathCompletions(path: "batches-", names: names)))
    #expect(conversation.state.draw().text.contains("batches-1.csv  batches-2.csv"))
    conversation.press(.character("x"))
    #expect(!conversation.state.draw().text.contains("batches-1.csv"))
    conversation.send(.completed(path: "ba", PathCompletions(path: "bad")))
    #expect(conversation.state.draw().text.contains("batches-x"), "came too late")
    #expect(conversation.press(.left, .tab).isEmpty)
  }

  @Test func earlierPathsComeBack() throws {
    var conversation = conversation()
    for path in ["a.csv", "b.json"] {
      let (_, number) = try request(enter(path, &conversation))
      conversation.send(.saved(number: number, .saved(path: "/home/" + path, count: 3)))
    }
    conversation.press(.character("w"), .up)
    let (request, _) = try request(conversation.press(.enter))
    #expect(request.target.path == "a.csv")
  }

  @Test(arguments: [80, 45])
  func looks(columns: Int) throws {
    var conversation = conversation(3, columns)
    conversation.press(.character("p"))
    func expect(_ name: String) {
      expectSnapshot(of: conversation.state.draw(), named: "save-\(name)-\(columns)")
    }
    conversation.press(.character("w"))
    expect("prompt")
    conversation.press(.control("u"))
    conversation.press("/var/lib/批处理/with/a/rather/long/path/to/the/batches-of-today.cvs")
    conversation.press(.enter)
    expect("mistake")
    conversation.press(.control("u"))
    conversation.press("ba")
    let names = ["batches-1.csv", "批处理.jsonl", "batches-2.csv", "batches-3-with-a-long-name.csv"]
    conversation.send(.completed(path: "ba", PathCompletions(path: "ba", names: names)))
    expect("choices")
    let (_, number) = try request(enter("/tmp/batches-of-last-week.csv", &conversation))
    conversation.send(.saving(number: number, count: 2))
    expect("progress")
    conversation.send(.saved(number: number, .failed(SaveFailure(.exists, "/tmp/a.csv"))))
    expect("question")
  }
}
