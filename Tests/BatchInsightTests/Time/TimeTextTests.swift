import Batches
import Glibc
import Testing

@testable import BatchInsight

struct TimeTextTests {
  @Test(arguments: [
    (0, "1970-01-01 00:00:00"), (-1, "1969-12-31 23:59:59"),
    (1_780_585_566, "2026-06-04 15:06:06"), (951_782_400, "2000-02-29 00:00:00"),
    (4_107_542_399, "2100-02-28 23:59:59"), (4_107_542_400, "2100-03-01 00:00:00"),
    (253_402_300_799, "9999-12-31 23:59:59"), (253_402_300_800, "10000-01-01 00:00:00"),
    (-62_167_219_200, "0000-01-01 00:00:00"), (-62_167_219_201, "-0001-12-31 23:59:59"),
    (.max, "not a date"), (.min, "not a date"),
  ])
  func tellsAbsoluteTimes(epoch: Int, expected: String) {
    #expect(TimeText.absolute(epoch, zone: .utc) == expected)
  }

  @Test func agreesWithTheCLibrary() throws {
    // A stride that is a multiple of nothing walks through all days, months and times.
    for epoch in stride(from: -70_000_000_000, to: 300_000_000_000, by: 7_654_321) {
      var moment = time_t(epoch)
      var parts = tm()
      try #require(gmtime_r(&moment, &parts) != nil)
      let time = try #require(CivilTime(epoch: epoch, zone: .utc))
      let ours = [time.year, time.month, time.day, time.hour, time.minute, time.second]
      let theirs = [
        parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday, parts.tm_hour, parts.tm_min,
        parts.tm_sec,
      ].map { Int($0) }
      guard ours == theirs else {
        Issue.record("\(epoch): \(ours) instead of \(theirs)")
        return
      }
    }
  }

  @Test(arguments: [
    (0, "2026-06-04 15:06:06 UTC"), (28_800, "2026-06-04 23:06:06 UTC+08:00"),
    (-12_600, "2026-06-04 11:36:06 UTC-03:30"), (36_000, "2026-06-05 01:06:06 UTC+10:00"),
    (-59, "2026-06-04 15:05:07 UTC-00:00:59"),
  ])
  func tellsTheZone(offset: Int, expected: String) {
    let zone = ZoneRules { _ in offset }
    #expect(TimeText.absoluteWithZone(1_780_585_566, zone: zone) == expected)
  }

  @Test func asksTheZoneForEachMoment() {
    let zone = ZoneRules { $0 < 1000 ? 3600 : 7200 }
    #expect(TimeText.absoluteWithZone(999, zone: zone) == "1970-01-01 01:16:39 UTC+01:00")
    #expect(TimeText.absoluteWithZone(1000, zone: zone) == "1970-01-01 02:16:40 UTC+02:00")
  }

  @Test(arguments: [Int.min, -70_000_000_000, 0, 300_000_000_000, .max])
  func theZoneOfTheMachineKnowsEveryMoment(epoch: Int) {
    #expect(abs(ZoneRules.system.offset(at: epoch)) < 100_000)
    #expect(!TimeText.absoluteWithZone(epoch, zone: .system).isEmpty)
  }

  @Test(arguments: [
    (0, "0s", "0s", "0s"), (59, "59s", "59s", "59s"), (60, "1m", "1m", "1m"),
    (130, "2m", "2m 10s", "2m 10s"), (599, "9m", "9m 59s", "9m 59s"),
    (3599, "59m", "59m", "59m 59s"), (3600, "1h", "1h", "1h"),
    (10_739, "2h", "2h 58m", "2h 58m 59s"), (86_399, "23h", "23h 59m", "23h 59m 59s"),
    (86_400, "1d", "1d", "1d"), (93_599, "1d", "1d 1h", "1d 1h 59m 59s"),
    (1_209_599, "13d", "13d 23h", "13d 23h 59m 59s"), (1_209_600, "2w", "14d", "14d"),
    (3_024_000, "5w", "35d", "35d"), (63_071_999, "104w", "729d", "729d 23h 59m 59s"),
    (63_072_000, "2y", "2y", "2y"),
    (63_504_000, "2y", "2y 5d", "2y 5d"),
    (66_096_007, "2y", "2y 35d", "2y 35d 7s"), (-5, "0s", "0s", "0s"),
  ])
  func writesSpans(seconds: Int, short: String, long: String, exact: String) {
    #expect(SpanText.short(seconds) == short)
    #expect(SpanText.long(seconds) == long)
    #expect(SpanText.exact(seconds) == exact)
  }

  @Test(arguments: [
    (0, "now"), (5, "5s ago"), (-5, "in 5s"), (10_700, "2h 58m ago"), (-75_700, "in 21h 1m"),
    (.max, "292471208677y 195d ago"), (.min, "in 292471208677y 195d"),
  ])
  func tellsRelativeTimes(age: Int, expected: String) {
    let now = age == .min ? 0 : age
    #expect(TimeText.relative(age == .min ? .max : 0, now: now) == expected)
  }

  /// The shown text of an age, the way `relative` writes it.
  private func shown(_ form: SpanText, _ age: Int) -> String {
    "\(age.signum()) \(form(Int(age.magnitude)))"
  }

  @Test(arguments: SpanText.allCases)
  func knowsWhenTheTextChanges(form: SpanText) {
    let near = [0, 60, 600, 3600, 86_400, 1_209_600, 63_072_000]
    let ages = near.flatMap { edge in [edge, -edge].flatMap { ($0 - 130)...($0 + 130) } }
    for age in ages + Array(stride(from: -300_000, through: 300_000, by: 7919)) {
      let wait = form.secondsUntilChange(age: age)
      let text = shown(form, age)
      #expect(wait > 0)
      #expect(shown(form, age + wait) != text, "too late at \(age)")
      let between = wait < 100 ? Array(1..<wait) : [1, wait / 2, wait - 1]
      #expect(between.allSatisfy { shown(form, age + $0) == text }, "too early at \(age)")
    }
  }

  @Test(arguments: [Int.min, .min + 1, .max])
  func neverOverflows(age: Int) {
    for form in SpanText.allCases { #expect(form.secondsUntilChange(age: age) > 0) }
    _ = TimeText.secondsUntilRelativeChanges(age, now: -age.signum())
    _ = TimeMode.relative.cell(age, now: .min, zone: .utc)
  }
}

struct TimeModeTests {
  @Test func goesRound() {
    #expect(TimeMode.relative.next == .local)
    #expect(TimeMode.local.next == .utc)
    #expect(TimeMode.utc.next == .relative)
  }

  @Test(arguments: [
    (TimeMode.relative, 1_780_585_566, "2h"), (.relative, 1_780_596_271, "0s"),
    (.relative, 1_780_596_326, "0s"), (.relative, 1_780_596_327, "?"),
    (.local, 1_780_585_566, "06-04 23:06"), (.utc, 1_780_585_566, "06-04 15:06"),
    (.utc, 1_767_225_599, "2025-12-31"), (.local, 1_767_225_599, "01-01 07:59"),
    (.local, 1_767_196_799, "2025-12-31"), (.local, .max, "not a date"),
  ])
  func fillsTheListsColumn(mode: TimeMode, epoch: Int, expected: String) {
    let cell = mode.cell(epoch, now: 1_780_596_266, zone: .fixed(hours: 8))
    #expect(cell == expected)
    #expect(cell.count <= mode.cellColumns)
  }

  @Test func onlyAgesTick() {
    #expect(TimeMode.relative.secondsUntilCellChanges(0, now: 3_610) == 3590)
    // What is still to come is not known; a clock that is a minute ahead of ours is one like it.
    #expect(TimeMode.relative.secondsUntilCellChanges(3_610, now: 3_500) == 50)
    #expect(TimeMode.relative.secondsUntilCellChanges(3_610, now: 3_550) == 61)
    #expect(TimeMode.local.secondsUntilCellChanges(0, now: 3_610) == nil)
  }
}
