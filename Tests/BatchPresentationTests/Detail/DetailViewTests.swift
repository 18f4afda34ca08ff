import BatchStore
import Batches
import Screen
import TestSupport
import Testing

@testable import BatchInsight
@testable import BatchPresentation

struct DetailViewTests {
  private func lines(
    _ batch: Batch, columns: Int, mode: TimeMode = .relative, theme: Theme = .unicode
  ) -> [StyledLine] {
    DetailView.lines(
      of: batch, now: SampleBatches.now, zone: .fixed(hours: 8), mode: mode, columns: columns,
      theme: theme)
  }

  private func squeezed(_ text: String) -> String {
    text.filter { !$0.isWhitespace }
  }

  @Test(arguments: SampleBatches.all)
  func noLineIsTooLongAndNothingIsMissing(batch: Batch) {
    let times = TimestampField.allCases.compactMap { batch.times[$0] }
    for columns in [16, 17, 20, 30, 31, 40, 45, 60, 80, 100, 200] {
      let lines = lines(batch, columns: columns)
      #expect(lines.allSatisfy { $0.columns <= columns }, "\(columns)")
      let text = squeezed(lines.map(\.text).joined())
      #expect(text.contains(squeezed(batch.id)))
      for epoch in times {
        #expect(text.contains(String(epoch)), "\(columns)")
        #expect(text.contains(squeezed(TimeText.absolute(epoch, zone: .fixed(hours: 8)))))
        let isNever =
          epoch == batch.times[.expires] && Countdown.isNever(epoch, now: SampleBatches.now)
        let relative = isNever ? "never" : TimeText.relative(epoch, now: SampleBatches.now)
        #expect(text.contains(squeezed(relative)))
      }
      if !times.isEmpty { #expect(text.contains("UTC")) }
      for error in batch.errors where !error.message.contains("\0") {
        #expect(text.contains(squeezed(error.message)))
      }
    }
  }

  @Test func utcIsToldInUTC() {
    let text = lines(SampleBatches.running, columns: 80, mode: .utc).map(\.text).joined()
    #expect(text.contains("2026-06-04 15:06:06") && !text.contains("+08:00"))
  }

  @Test func zonesThatChangeAreToldInEachRow() {
    let summer = ZoneRules { $0 < SampleBatches.created + 100 ? 3600 : 7200 }
    let lines = DetailView.lines(
      of: SampleBatches.running, now: SampleBatches.now, zone: summer, mode: .local, columns: 90,
      theme: .unicode)
    #expect(lines.contains { $0.text.contains("2026-06-04 16:06:06 UTC+01:00") })
    #expect(lines.contains { $0.text.contains("2026-06-04 17:08:16 UTC+02:00") })
  }

  @Test func fewErrorsOfAFailureComeBeforeTheTimesManyAfter() {
    func order(_ count: Int) -> Bool {
      var batch = SampleBatches.failed
      batch.errors = (0..<count).map { BatchError(message: "error number \($0)") }
      let texts = lines(batch, columns: 60).map(\.text)
      let errors = texts.firstIndex { $0.contains("error number 0") } ?? 0
      return errors < texts.firstIndex { $0.hasPrefix("times") } ?? 0
    }
    #expect(order(2))
    #expect(!order(50))
  }

  @Test(
    arguments: [
      (BatchError(message: "Too many tokens are queued for this model"), true),
      (BatchError(message: "Limit reached", code: "token_limit_exceeded"), true),
      (BatchError(message: "Enqueued token limit reached. Please try again later."), false),
      (BatchError(message: "Too long", code: "token_limit_exceeded", line: 3), false),
      (BatchError(message: "The token is not valid"), false),
    ])
  func saysWhatToDoAboutALimitOfQueuedTokens(error: BatchError, isSaid: Bool) {
    var batch = SampleBatches.failed
    batch.errors = [error]
    let texts = lines(batch, columns: 80).map(\.text)
    #expect(
      texts.contains("  Try again when other batches of this model have ended.") == isSaid)
  }

  private static func usage(_ members: [(String, JSONValue)]) -> Batch {
    var batch = SampleBatches.partlyFailed
    let usage = JSONValue.object(members.map { JSONMember($0.0, $0.1) })
    batch.extras = [JSONMember("usage", usage)]
    return batch
  }

  /// What the server does not count is not 0.
  @Test(
    arguments: [
      ([], nil), ([("prompt_tokens", .null), ("total_tokens", .null)], nil),
      ([("total_tokens", .number("0"))], "0"),
      ([("input_tokens", .number("7")), ("output_tokens", .null)], "7: 7 prompt"),
      (
        [("prompt_tokens", .number("1200")), ("completion_tokens", .number("0"))],
        "1,200: 1,200 prompt, 0 completion"
      ),
      (
        [
          ("input_tokens", .number("1200")),
          ("input_tokens_details", .object([JSONMember("cached_tokens", .number("200"))])),
          ("output_tokens", .number("34")),
          ("output_tokens_details", .object([JSONMember("reasoning_tokens", .number("0"))])),
          ("total_tokens", .number("1234")),
        ], "1,234: 1,200 prompt (200 cached), 34 completion (0 reasoning)"
      ),
      ([("total_tokens", .number("9")), ("cached_tokens", .number("3"))], "9: 3 cached"),
    ] as [([(String, JSONValue)], String?)])
  func tellsTheTokensOfTheBatch(members: [(String, JSONValue)], words: String?) {
    let texts = lines(Self.usage(members), columns: 100).map(\.text)
    let line = texts.first { $0.hasPrefix("tokens ") }
    #expect(line == words.map { "tokens       " + $0 })
    #expect(!texts.contains { $0.hasPrefix("usage ") } || words == nil)
  }

  /// What is not read of it is shown as the server sends it.
  @Test func furtherCountsOfTokensAreFurtherFields() {
    let texts = lines(
      Self.usage([("total_tokens", .number("9")), ("audio_tokens", .number("3"))]), columns: 100
    ).map(\.text)
    #expect(texts.contains("tokens       9"))
    #expect(texts.contains(#"usage        {"total_tokens":9,"audio_tokens":3}"#))
  }

  @Test(arguments: [80, 45])
  func tokensLookAsTheyShould(columns: Int) {
    let batch = Self.usage([
      ("input_tokens", .number("1234567")),
      ("input_tokens_details", .object([JSONMember("cached_tokens", .number("1000000"))])),
      ("output_tokens", .number("89000")), ("total_tokens", .number("1323567")),
    ])
    expectSnapshot(
      of: lines(batch, columns: columns), columns: columns, named: "detail-tokens-\(columns)")
  }

  @Test func tellsWhenItHasToBeDrawnAgain() {
    for batch in SampleBatches.all {
      for now in stride(from: SampleBatches.now - 20_000, to: SampleBatches.now, by: 1237) {
        guard let wait = DetailView.secondsUntilChange(of: batch, now: now) else { continue }
        #expect(wait > 0)
        let before = DetailView.lines(
          of: batch, now: now, zone: .utc, mode: .relative, columns: 30, theme: .unicode)
        let after = DetailView.lines(
          of: batch, now: now + wait - 1, zone: .utc, mode: .relative, columns: 30,
          theme: .unicode)
        // The drawn bar moves too little to be worth a redraw of its own.
        let isBar = { (line: StyledLine) in line.text.hasPrefix("├") }
        #expect(before.filter { !isBar($0) } == after.filter { !isBar($0) })
      }
    }
    #expect(DetailView.secondsUntilChange(of: SampleBatches.minimal, now: 5) == nil)
  }

  @Test func whatNoBatchHasIsNotDrawnAtEveryKey() {
    let batch = Batch(
      id: "b", errors: (1...5001).map { BatchError(message: "error \($0)") },
      metadata: [JSONMember("big", .string(String(repeating: "字", count: 10_007)))],
      extras: (1...1002).map { JSONMember("key \($0)", .bool(true)) })
    let texts = lines(batch, columns: 60).map(\.text)
    #expect(texts.contains("✖ error 5000") && !texts.contains("✖ error 5001"))
    #expect(texts.contains("… 1 more errors"))
    #expect(texts.contains { $0.hasSuffix("… 7 more characters") })
    #expect(texts.last == "… 2 more fields")
  }

  @Test func noPaneIsTooNarrow() {
    #expect(lines(SampleBatches.running, columns: -3) == lines(SampleBatches.running, columns: 16))
  }

  @Test(arguments: [
    ("running-120", SampleBatches.running, 120), ("running-60", SampleBatches.running, 60),
    ("running-45", SampleBatches.running, 45), ("running-30", SampleBatches.running, 30),
    ("chinese-45", SampleBatches.chinese, 45), ("failed-60", SampleBatches.failed, 60),
    ("partly-failed-80", SampleBatches.partlyFailed, 80),
    ("contradictory-80", SampleBatches.contradictory, 80),
    ("contradictory-45", SampleBatches.contradictory, 45),
    ("overdue-60", SampleBatches.overdue, 60), ("cancelled-80", SampleBatches.cancelled, 80),
    ("all-failed-45", SampleBatches.allFailed, 45), ("minimal-60", SampleBatches.minimal, 60),
    ("hostile-60", SampleBatches.hostile, 60),
  ])
  func looksAsItShould(name: String, batch: Batch, columns: Int) {
    expectSnapshot(of: lines(batch, columns: columns), columns: columns, named: "detail-" + name)
  }

  @Test(arguments: [80, 45, 24])
  func foresees(columns: Int) {
    let row = BatchRow(SampleBatches.running, asOf: Double(SampleBatches.now))
    var history = ProgressHistory(ProgressSample(time: row.asOf - 600, done: 265))
    if let sample = ProgressSample(at: row) { history.add(sample) }
    let outlook = DetailOutlook(
      baselines: PhaseBaselines([.running: PhaseNorm(median: 1900, count: 41)]),
      eta: ETA(of: row.batch, history: history))
    let lines = DetailView.lines(
      of: row.batch, now: SampleBatches.now, zone: .utc, mode: .relative, columns: columns,
      theme: .unicode, outlook: outlook)
    #expect(lines.allSatisfy { $0.columns <= columns })
    expectSnapshot(of: lines, columns: columns, named: "detail-foreseen-\(columns)")
  }

  @Test func looksAsItShouldInASCII() {
    for (name, batch) in [
      ("running", SampleBatches.running), ("contradictory", SampleBatches.contradictory),
      ("chinese", SampleBatches.chinese),
    ] {
      expectSnapshot(
        of: lines(batch, columns: 60, theme: .ascii), columns: 60, charset: .ascii,
        named: "detail-\(name)-ascii")
    }
  }
}
