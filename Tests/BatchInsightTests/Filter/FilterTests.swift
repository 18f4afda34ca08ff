import Batches
import TestSupport
import Testing

@testable import BatchInsight

struct FilterTests {
  static let now = SampleBatches.now
  static let zone = ZoneRules.fixed(hours: 8)
  static let baselines = PhaseBaselines([.running: PhaseNorm(median: 60, count: 10)])

  static func filter(_ text: String) throws -> Filter {
    try Filter.parse(text, zone: zone, now: now).get()
  }

  /// The samples that pass, by the part of their id that tells them apart.
  private func matching(_ text: String) throws -> [String] {
    let filter = try Self.filter(text)
    return SampleBatches.all.filter { filter.matches($0, now: Self.now, baselines: Self.baselines) }
      .map { Self.shortID($0) }
  }

  private static func shortID(_ batch: Batch) -> String {
    if batch.id == SampleBatches.running.id { return "running" }
    return batch.id.hasPrefix("batch_") ? String(batch.id.dropFirst(6)) : "hostile"
  }

  private static let everything = [
    "running", "cjk", "failed", "partial", "contradictory", "overdue", "cancelled", "queued",
    "all_failed", "minimal", "hostile",
  ]

  @Test(
    arguments: [
      ("", everything), ("   ", everything), ("\u{3000}", everything),
      // Words
      ("nightly-", ["running"]), ("NIGHTLY-eval", ["running"]),
      ("labels zh", ["failed", "partial"]),
      ("labels 08", ["partial"]), ("夜间", ["cjk"]), ("夜间 评测", ["cjk"]), ("夜间评测 nix", []),
      ("ｌａｂｅｌｓ", ["failed", "partial"]), ("batch_min", ["minimal"]),
      ("requests.jsonl smoke", ["cancelled"]), ("chat/completions smoke", ["cancelled"]),
      ("2026-05 smoke", ["cancelled"]), ("\"odd times\"", ["contradictory"]),
      ("“odd times”", ["contradictory"]), ("\"times odd\"", []), ("odd times", ["contradictory"]),
      // Left out
      ("labels -08", ["failed"]), ("labels －08", ["failed"]), ("labels -\"zh-08\"", ["failed"]),
      ("labels -status:failed", ["partial"]), ("-batch_ -xxx", []),
      // A dash within a word and one before a dash
      ("labels-zh", ["failed", "partial"]),
      // Status
      ("status:failed", ["failed"]), ("status:failed,in_queue", ["failed", "queued"]),
      ("STATUS:In-Queue", ["queued"]), ("status：failed，cancelled", ["failed", "cancelled"]),
      ("status:canceled", ["cancelled"]), ("status:in_prog", ["running", "overdue"]),
      // A verdict is no status, and yet what is meant.
      ("status:stuck", ["running", "overdue"]),
      ("status:stuck,failed", ["running", "failed", "overdue"]),
      ("status:over", ["overdue"]), ("-status:stuck status:in_progress", []),
      // Two letters are a part of a status, and a word that is a status is nothing else.
      ("status:st", []), ("status:cancelling", []),
      ("status:weird", ["hostile"]), ("status:failed,", ["failed"]), ("status:nonsense", []),
      ("ｓｔａｔｕｓ：ｆａｉｌｅｄ", ["failed"]), ("status=failed", ["failed"]),
      (
        "-status:completed,failed,in_progress,cancelled,finalizing",
        ["queued", "minimal", "hostile"]
      ),
      // Texts
      ("name:smoke", ["cancelled"]), ("name:\"odd times\"", ["contradictory"]),
      ("name:smoke,fresh", ["cancelled", "queued"]), ("id:queued", ["queued"]),
      ("id:smoke", []), ("file:out-8872", ["partial"]), ("file:signature", ["partial"]),
      ("endpoint:/v1/chat id:queued", ["queued"]), ("error:json", ["failed"]),
      ("error:model_not_found", ["failed"]), ("error:body.model", ["failed"]),
      ("description:nightly id:queued", ["queued"]),
      // Spans
      ("age<2h", ["queued", "hostile"]), ("age<10m", ["hostile"]),
      ("age<=10m", ["queued", "hostile"]),
      ("age>1d", ["partial", "overdue"]),
      ("age＞1d", ["partial", "overdue"]), ("age》1d", ["partial", "overdue"]),
      ("age>1。5d", []), ("age>1d4h", ["overdue"]), ("AGE:>1d4h", ["overdue"]),
      ("-age>1m", ["minimal", "hostile"]),
      ("for>1d2h", ["overdue"]), ("left<0s", ["overdue"]), ("left>22h", ["queued"]),
      ("kept<30d", ["partial"]), ("kept<1d", []),
      ("duration<5s", ["failed", "hostile"]),
      // Dates: 2026-06-04 23:06:06 here
      (
        "created>2026-06-04 created<2026-06-05",
        ["cjk", "running", "failed", "contradictory", "cancelled", "all_failed"]
      ),
      ("created:2026-06-04 status:failed", ["failed"]), ("created=2026-06-05", ["queued"]),
      ("created>2026-06-05", ["queued", "hostile"]), ("created>today", ["queued", "hostile"]),
      ("created<yesterday", ["partial", "overdue"]),
      ("created>=2026-06-04T23:06:06 id:failed", ["failed", "all_failed"]),
      ("created>2026-06-04T23:06:06 id:failed", []),
      ("created<=2026-06-04T23:06:06 id:failed", ["failed", "all_failed"]),
      ("created<=2026-06-04T23:06 id:failed", ["failed", "all_failed"]),
      ("created<2026-06-04T23:06 id:failed", []),
      ("created>=2026-06-04 23:07 id:failed", []),
      ("created<\"2026-06-04 23:07\" id:failed", ["failed", "all_failed"]),
      ("created:06-04 id:failed", ["failed", "all_failed"]),
      (
        "created<2026-06-04T15:06:07Z created>2026-06-04T15:06:05Z id:failed",
        ["failed", "all_failed"]
      ),
      ("created:2026-06-04T08:06-07:00 id:failed", ["failed", "all_failed"]),
      ("ended>2026-06-04T23:06 status:failed", ["failed"]),
      // Numbers
      ("failed>0", ["running", "partial", "contradictory", "all_failed", "hostile"]),
      ("failed=88", ["partial"]), ("failed:88", ["partial"]), ("failed:>87 failed<89", ["partial"]),
      ("requests>=1000", ["overdue", "cancelled"]), ("requests<-5", ["hostile"]),
      ("progress<50%", ["overdue", "cancelled"]), ("progress<2", []),
      ("progress<=2％", ["overdue", "cancelled"]),
      ("progress:100% -failed>0", ["cjk"]),
      // Verdicts
      ("verdict:stuck", ["running", "overdue"]), ("verdict:overdue", ["overdue"]),
      ("verdict:over", ["overdue"]),
      ("verdict:all-failed,stuck", ["running", "overdue", "all_failed"]),
      ("verdict:some-failed", ["partial", "contradictory"]),
      // All at once
      ("status:completed failed>0 -name:odd zh", ["partial"]),
    ] as [(String, [String])])
  func matches(text: String, expected: [String]) throws {
    #expect(try Set(matching(text)) == Set(expected))
  }

  @Test(
    arguments: [
      ("status!=failed", 6..<8, "- before a field leaves out: -status:failed", false),
      ("foo:bar", 0..<3, "no field \"foo\"", false), ("x  foo:bar y", 3..<6, "no field", false),
      ("评测 -foo:bar", 4..<7, "no field", false), ("<2h", 0..<1, "missing before <", false),
      ("age <2h", 4..<5, "missing before <", false), ("-", 0..<1, "leave out", true),
      ("a - b", 2..<3, "leave out", false), ("status:", 0..<7, "value is missing", true),
      ("status: failed", 0..<7, "value is missing", false),
      ("a name:,", 2..<7, "value is missing", true),
      ("age<", 0..<4, "value is missing", true), ("age<x", 4..<5, "no span", false),
      ("age<2x", 4..<6, "no span", false), ("age<30", 4..<6, "no span", false),
      ("age<2h,3h", 7..<9, "one too many", false), ("age:2h", 0..<4, "needs < or >", false),
      ("name>2", 0..<5, "needs a colon", false), ("status<failed", 0..<7, "needs a colon", false),
      ("failed>x", 7..<8, "no number", false), ("failed>1e5", 7..<10, "no number", false),
      ("progress<5x%", 9..<12, "no number", false), ("progress<%", 9..<10, "no number", false),
      ("created>soon", 8..<12, "no date", false), ("created>2026-02-30", 8..<18, "no date", false),
      ("created>2026-13-01", 8..<18, "no date", false),
      ("created>2026-06-04T25:00", 8..<24, "no date", false),
      ("created>2026-06-04 9:77", 8..<23, "no date", false),
      ("created>2026", 8..<12, "no date", false),
      ("verdict:odd", 8..<11, "is none of", false), ("name:\"odd", 5..<9, "not closed", true),
      ("a \"b c", 2..<6, "not closed", true), ("“b c", 0..<4, "not closed", true),
      ("夜间 ａｇｅ：２ｈ", 3..<7, "needs < or >", false),
    ] as [(String, Range<Int>, String, Bool)])
  func namesThePlace(
    text: String, range: Range<Int>, message: String, isUnfinished: Bool
  ) throws {
    guard case .failure(let error) = Filter.parse(text, zone: Self.zone, now: Self.now) else {
      Issue.record("\(text) was read")
      return
    }
    #expect(error.range == range)
    #expect(error.message.contains(message), "\(error.message)")
    #expect(error.isUnfinished == isUnfinished)
  }

  /// Text that only looks like a term is text.
  @Test(arguments: ["14:02", "评测：第二", "a1:b", "《红楼梦》", "v1/chat", "50%", "\"foo:bar\"", "foo：bar"])
  func takesTextForText(text: String) throws {
    let named = Batch(
      id: "b",
      metadata: [
        JSONMember("name", .string("x 14:02 评测：第二 a1:b 《红楼梦》 v1/chat 50% foo:bar foo：bar"))
      ])
    #expect(try Self.filter(text).matches(named, now: 0, baselines: .none))
    #expect(try !Self.filter(text).matches(Batch(id: "b"), now: 0, baselines: .none))
  }

  /// What is gone is in another list, so that the term decides about lists, and only then about rows.
  @Test(
    arguments: [
      ("gone:yes", true, true), ("gone:y", true, true), ("GONE：Yes", true, true),
      ("-gone:no", true, true), ("gone:no", false, true), ("-gone:yes", false, true),
      ("zzz", false, false), ("gone", false, false), ("gone:yes gone:no", true, false),
      ("gone:yes status:failed", true, false), ("-gone:yes -gone:no", true, false),
    ])
  func asksForWhatIsGone(text: String, wantsGone: Bool, hasRunning: Bool) throws {
    let filter = try Self.filter(text)
    #expect(filter.wantsGone == wantsGone && !filter.isEmpty)
    #expect(try matching(text).contains("running") == hasRunning)
    #expect(filter.looksForWordsOnly == !text.contains(where: { ":：".contains($0) }))
  }

  @Test(arguments: [("gone:maybe", "neither"), ("gone>1", "colon"), ("gone:yes,no", "too many")])
  func doesNotGuessWhetherGoneIsMeant(text: String, message: String) {
    #expect(throws: FilterError.self) { try Self.filter(text) }
    if case .failure(let error) = Filter.parse(text, zone: Self.zone, now: Self.now) {
      #expect(error.message.contains(message), "\(error.message)")
    }
  }

  @Test func knowsWhetherTimeMatters() throws {
    let now = Int(Fixture.now)
    var batch = Fixture.batch(0, "in_progress")
    batch.times[.created] = now - 60
    batch.times[.inProgress] = now - 60
    batch.times[.expires] = now + 86_400
    for text in ["age<2h", "x for>1h", "left<1h", "duration>1h", "-verdict:overdue"] {
      #expect(
        try Self.filter(text).nextChange(of: batch, after: now, baselines: .none) != nil, "\(text)")
    }
    for text in ["", "x", "status:failed failed>0 created>today progress<5 ended<today"] {
      #expect(
        try Self.filter(text).nextChange(of: batch, after: now, baselines: .none) == nil, "\(text)")
    }
    #expect(try Self.filter(" ").isEmpty)
  }

  @Test(arguments: FilterField.allCases)
  func theExamplesCanBeRead(field: FilterField) throws {
    #expect(try Self.filter(field.example).terms.count == 1)
  }

  @Test func whateverIsTypedIsReadOrItsPlaceNamed() {
    let pieces = [
      "status", "age", "created", "name", ":", "<", ">", "=", "-", "\"", "“", ",", "，", " ", "2h",
      "2026-06-04", "T", "12:30", "評", "e\u{301}", "👩‍👩‍👧", "：", "％", "9999999999999999999", ".",
      "verdict",
      "failed", "\u{200B}", "progress",
    ]
    var random = SplitMix64(seed: 3)
    for _ in 0..<5000 {
      var text = ""
      for _ in 0...(random.next() % 9) { text += pieces[Int(random.next() % UInt64(pieces.count))] }
      switch Filter.parse(text, zone: Self.zone, now: Self.now) {
      case .success(let filter):
        for batch in SampleBatches.all { _ = filter.matches(batch, now: .max, baselines: .none) }
      case .failure(let error):
        #expect(!error.range.isEmpty && error.range.lowerBound >= 0, "\(text)")
        #expect(error.range.upperBound <= text.count, "\(text)")
      }
    }
  }
}

struct TextNeedleTests {
  @Test(
    arguments: [
      ("", "", true), ("", "a", true), ("a", "", false), ("abc", "ABC", true),
      ("ABC", "xabcx", true),
      ("abc", "abx abc", true), ("abc", "ab", false), ("aab", "aaab", true),
      ("k", "\u{212A}x", false),
      ("@", "`", false), ("`", "@", false), ("[", "{", false), ("a-1", "A-1", true),
      ("z", "Z", true),
      ("评测", "夜间评测", true), ("评测", "评 测", false), ("评A", "x评a", true),
      ("é", "CAFÉ", true), ("É", "cafe\u{301}", true), ("e\u{301}", "CAFÉ", true),
      ("é", "cafe", false),
      ("е", "e", false), ("жук", "ЖУК", true), ("abc", "ＡＢＣ", true), ("ａｂｃ", "xABC", true),
      ("が", "か\u{3099}", true), ("한", "\u{1112}\u{1161}\u{11AB}", true), ("😀", "x😀", true),
      ("straße", "STRAßE", true),
    ] as [(String, String, Bool)])
  func finds(needle: String, text: String, expected: Bool) {
    #expect(TextNeedle(needle).isFound(in: text) == expected)
  }

  @Test func agreesWithAPlainSearch() {
    let letters = Array("abAB评-")
    var random = SplitMix64(seed: 11)
    func text(_ most: UInt64) -> String {
      String((0..<(random.next() % most)).map { _ in letters[Int(random.next() % 6)] })
    }
    for _ in 0..<3000 {
      let (needle, text) = (text(4), text(9))
      let plain = needle.isEmpty || text.lowercased().contains(needle.lowercased())
      #expect(TextNeedle(needle).isFound(in: text) == plain, "\(needle) in \(text)")
    }
  }
}

struct DateReaderTests {
  /// Clocks go forward by an hour at 2026-03-29 01:00 UTC and back at 2026-10-25 01:00 UTC.
  private static let berlin = ZoneRules { epoch in
    (1_774_746_000..<1_792_890_000).contains(epoch) ? 7200 : 3600
  }

  @Test(
    arguments: [
      ("2026-03-28", 1_774_652_400..<1_774_738_800),
      // 23 hours, and 25
      ("2026-03-29", 1_774_738_800..<1_774_821_600), ("2026-10-25", 1_792_879_200..<1_792_969_200),
      ("2026-07-01T12:00", 1_782_900_000..<1_782_900_060),
      ("2026/7/1 12:00:05", 1_782_900_005..<1_782_900_006),
      ("2026-07-01t12:00z", 1_782_907_200..<1_782_907_260),
      ("2026-07-01 12:00 UTC", 1_782_907_200..<1_782_907_260),
      ("2026-07-01T12:00+05:30", 1_782_887_400..<1_782_887_460),
      ("2026-07-01T12:00+0530", 1_782_887_400..<1_782_887_460),
      ("2026-07-01T12:00:00-08", 1_782_936_000..<1_782_936_001),
      ("2026-07-01+0800", 1_782_835_200..<1_782_921_600),
      ("1969-12-31T23:59:59Z", -1..<0),
    ])
  func reads(text: String, expected: Range<Int>) {
    #expect(DateReader(zone: Self.berlin, now: 1_782_900_000).range(text) == expected)
  }

  @Test(
    arguments: [
      "", "2026", "2026-", "2026-06-", "2026-06-31", "26-06-01-01", "2026-06-01T", "2026-06-01T1",
      "2026-06-01T12", "2026-06-01T12:5", "2026-06-01T12:60", "2026-06-01x", "99999-01-01",
      "yesterdayx",
      "2026-06-01T12:00+5", "2026-06-01T12:00+08:", "2026-06-01T12:00+080",
      "2026-06-01T12:00+08000", "2026-06-01T12:00+0860", "2026-06-01T12:00+24",
    ])
  func refuses(text: String) {
    #expect(DateReader(zone: .utc, now: 0).range(text) == nil)
  }
}
