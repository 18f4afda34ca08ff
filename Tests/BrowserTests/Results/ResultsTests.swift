import BatchPresentation
import BatchResults
import Batches
import Screen
import TestSupport
import Testing

@testable import Browser

/// `o` as a value: a state whose reader is played by the real one, run to the end of each answer.
@Suite(.timeLimit(.minutes(1))) struct ResultsTests {
  /// A state with the results of one batch open.
  private struct Play {
    var conversation: Conversation
    let service: FakeFileService
    let store = FakeFiles()
    private let inbox = Inbox<Event>(wakeUp: {})
    private var reader: ResultsReader?
    private(set) var others: [Effect] = []

    init(
      _ batch: Batch = ResultFixture.batch, _ service: FakeFileService = ResultFixture.service,
      size: Size = Size(columns: 80, rows: 24)
    ) async {
      self.service = service
      conversation = Conversation([batch], size: size)
      await press(.character("o"))
    }

    var text: String { conversation.state.draw().text }

    mutating func press(_ keys: Key...) async {
      for key in keys { await perform(conversation.press(key)) }
    }

    mutating func type(_ text: String) async {
      for character in text { await press(.character(character)) }
    }

    /// Carries out what the loop would, until nothing more comes.
    private mutating func perform(_ effects: [Effect]) async {
      var queue = effects
      while true {
        while !queue.isEmpty {
          let effect = queue.removeFirst()
          switch effect {
          case .openResults(let batch, let files, let session):
            reader = ResultsReader(batch: batch, files: files, service: service, store: store) {
              [inbox] in inbox.put(.results(session: session, $0))
            }
          case .askReader(let request, _): await reader?.handle(request)
          case .closeResults:
            await reader?.close()
            reader = nil
          case .save(let job):
            guard case .results(let subject) = job.work.content, let reader else { continue }
            let outcome = await reader.save(
              subject, to: job.work.target, replacing: job.work.replaces
            ) { _ in }
            queue += conversation.send(.saved(number: job.number, outcome))
          default: others.append(effect)
          }
        }
        await reader?.settle()
        let events = inbox.takeAll()
        if events.isEmpty { return }
        for event in events { queue += conversation.send(event) }
      }
    }
  }

  @Test(arguments: [
    Size(columns: 80, rows: 24), Size(columns: 120, rows: 30), Size(columns: 45, rows: 16),
  ])
  func theReasonsAreShown(size: Size) async throws {
    let play = await Play(size: size)
    expectSnapshot(
      of: play.conversation.state.draw(), named: "results-reasons-\(size.columns)x\(size.rows)")
  }

  @Test func oneRequestOfAReasonIsShown() async throws {
    var play = await Play()
    await play.press(.enter)
    expectSnapshot(of: play.conversation.state.draw(), named: "results-requests-80x24")
    await play.press(.down, .enter)
    expectSnapshot(of: play.conversation.state.draw(), named: "results-request-80x24")
    await play.press(.character("["))
    #expect(play.text.contains("retry in 12 s"), "the one before")
  }

  @Test func theOutputIsShown() async throws {
    var play = await Play()
    #expect(play.service.begun("out").isEmpty, "nobody asked for it")
    await play.press(.character("2"))
    expectSnapshot(of: play.conversation.state.draw(), named: "results-output-80x24")
    await play.press(.enter)
    #expect(play.text.contains("Answer to a"))
    await play.press(.character("G"))
    #expect(play.text.contains("Question a"))
  }

  @Test func withoutFailuresTheOutputIsShownAtOnce() async throws {
    var batch = ResultFixture.batch
    batch.counts = RequestCounts(total: 3, completed: 3, failed: 0)
    batch.errorFileID = nil
    let play = await Play(batch)
    #expect(play.text.contains("Answer to c"))
  }

  @Test func whatIsMissingIsShown() async throws {
    var play = await Play()
    await play.press(.character("3"))
    expectSnapshot(of: play.conversation.state.draw(), named: "results-missing-80x24")
    await play.press(.enter)
    #expect(play.text.contains("Question f"))
  }

  @Test func escLeadsBackStepByStep() async throws {
    var play = await Play()
    await play.press(.enter, .enter)
    #expect(play.text.contains("custom_id: \"d\""))
    await play.press(.escape)
    #expect(play.text.contains("custom_id  status  message"), "the requests")
    await play.press(.escape)
    #expect(play.text.contains("for 1 reason"))
    await play.press(.escape)
    #expect(play.conversation.state.overlay == nil)
    #expect(play.conversation.state.results.open == nil)
  }

  @Test func requestsAreSearched() async throws {
    var play = await Play()
    await play.press(.character("2"), .character("/"))
    await play.type("to b")
    await play.press(.enter)
    #expect(play.text.contains("Answer to b"))
    #expect(!play.text.contains("Answer to a"))
    await play.press(.escape)
    #expect(play.text.contains("Answer to a"), "all again")
  }

  @Test func listsAndObjectsFold() async throws {
    var play = await Play()
    await play.press(.enter, .enter)
    await play.press(.character("/"))
    await play.type("response:")
    await play.press(.enter)
    await play.press(.enter)
    #expect(play.text.contains("response: {…}"))
    await play.press(.enter)
    #expect(!play.text.contains("response: {…}"))
  }

  @Test func aRetryFileIsSaved() async throws {
    var play = await Play()
    await play.press(.character("w"), .enter)
    await play.press(.control("u"))
    await play.type("again.jsonl")
    await play.press(.enter)
    #expect(play.conversation.state.messageText == "saved 2 requests to /home/again.jsonl")
    #expect(
      play.store.finished["/home/again.jsonl"]
        == Array(ResultFixture.file(["d", "e"].map(ResultFixture.request)).utf8))
    #expect(play.text.contains("for 1 reason"), "the results are still open")
  }

  @Test func aFileThatIsThereIsReplacedOnlyAfterAYes() async throws {
    var play = await Play()
    play.store.contents.withLock { $0.finished["/home/again.jsonl"] = [1] }
    await play.press(.character("w"), .enter, .control("u"))
    await play.type("again.jsonl")
    await play.press(.enter)
    #expect(play.text.contains("exists; replace it?"))
    await play.press(.character("y"))
    #expect(play.conversation.state.messageText == "saved 2 requests to /home/again.jsonl")
  }

  @Test func whatIsChosenIsCopied() async throws {
    var play = await Play()
    await play.press(.character("y"))
    guard case .copy(let field, _)? = play.others.last else {
      Issue.record("nothing was copied")
      return
    }
    #expect(field == CopyField(name: "message", text: "Rate limit reached, retry in 12 s"))
    await play.press(.character("2"), .enter, .character("y"))
    guard case .copy(let answer, _)? = play.others.last else { return }
    #expect(answer == CopyField(name: "answer", text: "Answer to a\nin two lines"))
  }

  @Test func aFileElsewhereIsAskedFor() async throws {
    let service = ResultFixture.service
    service.change("err") { $0.isElsewhere = true }
    var play = await Play(ResultFixture.batch, service)
    #expect(play.text.contains("Read it at https://files.example, without the key?"))
    await play.press(.character("n"))
    #expect(service.begun("err").isEmpty)
    await play.press(.enter, .character("y"))
    #expect(service.begun("err") == [0])
    #expect(play.text.contains("for 1 reason"))
  }

  @Test func aBatchWithoutFilesSaysWhy() async throws {
    var batch = Fixture.batch(1, "in_progress")
    let running = await Play(batch)
    #expect(running.text.contains("The batch has not ended."))
    batch = Fixture.batch(2, "failed")
    batch.errors = [BatchError(message: "line 8: invalid JSON")]
    let failed = await Play(batch)
    #expect(failed.text.contains("The batch itself failed:"))
    #expect(failed.text.contains("line 8: invalid JSON"))
  }

  @Test func aFileThatIsGoneIsTold() async throws {
    let service = ResultFixture.service
    service.change("err") { $0.failure = ServiceFailure(.fileGone, "The file is gone") }
    var batch = ResultFixture.batch
    batch.times[.completed] = Int(Fixture.now) - 60
    var play = await Play(batch, service, size: Size(columns: 120, rows: 30))
    #expect(play.text.contains("The file is gone"))
    await play.press(.escape)
    #expect(play.text.contains("gone from the server"))
    service.change("err") { $0.failure = nil }
    await play.press(.character("o"), .escape)
    #expect(play.text.contains("(estimate: "), "it is there again")
  }

  @Test func theTotalComesFromTheInputWhereTheBatchHidesIt() async throws {
    let service = ResultFixture.service
    service.change("in") { $0.lineCount = 6 }
    var batch = ResultFixture.batch
    batch.counts = nil
    let play = await Play(batch, service)
    #expect(play.text.contains("2 of 6 (by the input file) requests failed"))
  }

  @Test func aResizeUnderAMenuIsNoticed() async throws {
    var play = await Play()
    await play.press(.enter, .enter, .character("?"))
    play.conversation.send(.input(.resize(Size(columns: 45, rows: 16))))
    await play.press(.escape)
    let lines = play.text.split(separator: "\n")
    #expect(lines.contains { $0.contains("Rate limit reached, retry in") })
    #expect(!play.text.contains("…\n"), "everything is laid out for the new width")
  }

  @Test func theResultsStayOpenWhileTheyAreSaved() async throws {
    var play = await Play()
    await play.press(.character("w"))
    var conversation = play.conversation
    let number = conversation.press(.enter, .enter).lazy.compactMap { effect -> Int? in
      guard case .save(let job) = effect else { return nil }
      return job.number
    }.first
    conversation.press(.character("q"))
    let words = conversation.state.messageText
    #expect(words == "still saving; ^C cancels that, then q closes the results")
    #expect(conversation.state.results.open != nil)
    #expect(conversation.press(.control("c")).contains(.cancelSave))
    conversation.send(.saved(number: try #require(number), .cancelled))
    conversation.press(.character("q"))
    #expect(conversation.state.results.open == nil)
  }

  @Test(arguments: [[], [Key.enter], [.enter, .enter], [.character("2")]])
  func cancellingIsDoneInTheList(keys: [Key]) async {
    var play = await Play()
    for key in keys { await play.press(key) }
    let before = play.conversation.state.overlay
    await play.press(.character("x"))
    #expect(
      play.conversation.state.messageText == "x cancels a batch in the list; q leads back there")
    #expect(play.conversation.state.overlay == before)
  }

  /// Whatever the size, the chosen row is on the screen and nothing is drawn beyond its place.
  @Test func everySizeShowsTheChosenRow() async throws {
    var play = await Play(ResultFixture.batch, ResultFixture.serviceWithManyReasons)
    // The text of a request is laid out again for every width.
    let views: [(keys: [Key], chosen: String)] = [
      ([.character("G")], "429"), ([.enter], "r29"), ([.enter, .character("G")], ""),
      ([.escape, .escape, .character("2"), .character("G")], "c"),
      ([.character("3"), .character("G")], "f"),
    ]
    for view in views {
      for key in view.keys { await play.press(key) }
      for columns in [20, 33, 60, 200] {
        for rows in [5, 7, 11, 17, 40] {
          let size = Size(columns: columns, rows: rows)
          play.conversation.send(.input(.resize(size)))
          let frame = play.conversation.state.draw()
          let place = Comment(rawValue: "\(view.chosen) on \(columns)x\(rows)")
          let point = try #require(frame.restingPoint, place)
          #expect((1..<rows - 1).contains(point.row), place)
          let text = frame.text(row: point.row)
          #expect(!text.isEmpty && (view.chosen.isEmpty || text.contains(view.chosen)), place)
          for row in 1..<rows - 1 {
            let margins = [0, columns - 1].map { frame[column: $0, row: row].text }
            let rule = Theme.unicode.glyphs.horizontal
            #expect(margins == [" ", " "] || margins == [rule, rule], place)
          }
        }
      }
      play.conversation.send(.input(.resize(Size(columns: 80, rows: 24))))
    }
  }
}
