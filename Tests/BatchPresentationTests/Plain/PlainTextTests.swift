import BatchInsight
import Batches
import Screen
import TestSupport
import Testing

@testable import BatchPresentation

@Suite struct PlainTextTests {
  private let batches = [SampleBatches.running, SampleBatches.chinese, SampleBatches.failed]

  private func list(
    _ charset: Charset = .unicode, isStyled: Bool = false, columns: Int? = nil
  ) -> PlainList {
    PlainList(
      style: TextOutputStyle(charset: charset, isStyled: isStyled), zone: .fixed(hours: 8),
      now: SampleBatches.now, columns: columns)
  }

  @Test func headingStandsOnceAndNamesTheZone() {
    var list = list()
    let first = list.text(batches).split(separator: "\n")
    let second = list.text(batches).split(separator: "\n")
    #expect(first.count == 4)
    #expect(second.count == 3)
    #expect(
      first[0].split(separator: " ").joined(separator: " ")
        == "STATUS NAME PROGRESS CREATED (UTC+08:00) ID")
    #expect(first[1].contains("2026-06-04 23:06:06"))
  }

  @Test(arguments: [Charset.unicode, .ascii])
  func columnsAreAlignedAcrossWideCharacters(charset: Charset) {
    var list = list(charset)
    let lines = list.text(batches).split(separator: "\n").map(String.init)
    let places = zip(lines, ["ID"] + batches.map(\.id)).map { line, id in
      line.ranges(of: id).last.map { ScreenText.columns(of: String(line[..<$0.lowerBound])) }
    }
    #expect(Set(places).count == 1, "\(lines)")
    #expect(places[0] != nil)
  }

  @Test func terminalCutsNamesAndNeverIDs() {
    var list = list(columns: 100)
    let text = list.text([SampleBatches.chinese])
    #expect(text.contains("…"))
    #expect(!text.contains("回归测试"))
    for line in text.split(separator: "\n") {
      #expect(ScreenText.columns(of: String(line)) <= 100)
    }

    var narrow = self.list(columns: 20)
    #expect(narrow.text([SampleBatches.running]).contains(SampleBatches.running.id))
  }

  @Test func rowInAnotherOffsetSaysSo() {
    // Ahead by two hours up to a moment, by one from then on, as in autumn.
    let change = SampleBatches.created + 1
    let zone = ZoneRules { $0 < change ? 7200 : 3600 }
    var list = PlainList(
      style: TextOutputStyle(charset: .unicode, isStyled: false), zone: zone,
      now: SampleBatches.now,
      columns: nil)
    let text = list.text([SampleBatches.running])
    #expect(text.contains("CREATED (UTC+01:00)"))
    #expect(text.contains("2026-06-04 17:06:06 UTC+02:00"))
  }

  /// Half a year ahead by two hours, half a year by one: the columns of the first page are those of all.
  @Test(arguments: [3600, 7200])
  func rowsOfBothSeasonsKeepTheColumns(offsetNow: Int) {
    let now = SampleBatches.now
    let change = now - 90 * 86_400
    let zone = ZoneRules { $0 < change ? 10_800 - offsetNow : offsetNow }
    var list = PlainList(
      style: TextOutputStyle(charset: .unicode, isStyled: false), zone: zone, now: now, columns: nil
    )
    let pages = [[now - 60], [change - 60, now - 60], [now - 120]].map { page in
      list.text(page.map { Batch(id: "the-id", times: Timestamps([.created: $0])) })
    }
    let rows = pages.joined().split(separator: "\n").dropFirst().map(String.init)
    #expect(rows.count == 4)
    #expect(rows.filter { $0.contains("UTC+") }.count == 1)
    #expect(rows.allSatisfy { $0.hasSuffix("the-id") })
    #expect(Set(rows.map(ScreenText.columns(of:))).count == 1, "\(rows)")
  }

  @Test func stylesAreControlSequencesOnlyWhenAskedFor() {
    var plain = list()
    var styled = list(isStyled: true)
    let bare = plain.text(batches)
    let dressed = styled.text(batches)
    #expect(!bare.contains("\u{1B}"))
    #expect(dressed.contains("\u{1B}[36m▸\u{1B}[0m in_progress"))
    #expect(dressed.replacing(sequences: true) == bare)
  }

  /// Only our own sequences may stand in a text, whatever a server sent.
  @Test(arguments: [false, true])
  func hostileTextStaysHarmless(isStyled: Bool) {
    let evil = "a\u{1B}]0;x\u{07}b\nc\u{202E}d\u{9B}31me\u{2028}f"
    let batch = Batch(
      id: evil, status: BatchStatus(evil), errors: [BatchError(message: evil)],
      metadata: [JSONMember("name", .string(evil)), JSONMember(evil, .string(evil))],
      extras: [JSONMember(evil, .string(evil))])
    let style = TextOutputStyle(charset: .unicode, isStyled: isStyled)
    var list = list(isStyled: isStyled)
    let page = PlainDetail.text(
      of: batch, style: style, zone: .utc, now: SampleBatches.now, columns: 80)
    for text in [list.text([batch]), page, ScreenText.harmless(evil)] {
      let rest = text.replacing(sequences: isStyled)
      let unsafe = rest.unicodeScalars.filter {
        $0 != "\n"
          && [.control, .format, .lineSeparator, .paragraphSeparator].contains(
            $0.properties.generalCategory)
      }
      #expect(unsafe.isEmpty, "\(rest.debugDescription)")
    }
    #expect(list.text([batch]).split(separator: "\n").count == 1)
  }

  @Test func pageTellsEveryTimeInThreeWays() {
    let page = PlainDetail.text(
      of: SampleBatches.running, style: TextOutputStyle(charset: .unicode, isStyled: false),
      zone: .fixed(hours: 8), now: SampleBatches.now, columns: 100)
    for part in ["2026-06-04 23:08:16", "+2m 10s", "1780585696", "UTC+08:00", "in_progress"] {
      #expect(page.contains(part), "\(part)")
    }
    #expect(page.split(separator: "\n").allSatisfy { $0.last != " " })
  }
}

extension String {
  /// The text without the sequences that set styles, if there may be any.
  fileprivate func replacing(sequences: Bool) -> String {
    sequences ? replacing(#/\u{1B}\[[0-9;]*m/#, with: "") : self
  }
}
