import BatchInsight
import Testing

@testable import BatchPresentation

struct TimeScaleTests {
  private let scale = TimeScale(start: 1000, secondsPerColumn: 10, columns: 50)

  @Test(
    arguments: [
      (999.9, -1), (-1e18, -1), (1000, 0), (1009.9, 0), (1010, 1), (1499, 49), (1500, 50),
      (1e18, 50),
    ])
  func findsTheColumn(time: Double, column: Int) {
    #expect(scale.column(of: time) == column)
  }

  @Test func knowsWhenTimeGoesOnToTheNextColumn() {
    #expect(scale.nextColumn(after: 500) == 1000)
    #expect(scale.nextColumn(after: 1000) == 1010)
    #expect(scale.nextColumn(after: 1013) == 1020)
    #expect(scale.nextColumn(after: 1500) == nil)
  }
}

struct TimeWindowTests {
  private static let now = 1_780_000_000.0
  private static let hour = 3600.0

  private static func fit(_ lives: [(Double, Double)]) -> TimeWindow {
    TimeWindow(fitting: lives.map { now - $0.0...now - $0.1 }, now: now)
  }

  private func shows(_ window: TimeWindow, _ ago: Double) -> Bool {
    let scale = window.scale(columns: 50, now: Self.now)
    return (0..<50).contains(scale.column(of: Self.now - ago))
  }

  @Test func withoutLivesItShowsTheLastDay() {
    for window in [Self.fit([]), Self.fit([(1e18, 1e18)])] {
      #expect(window.followsNow)
      #expect(shows(window, 23.9 * Self.hour) && shows(window, 0) && !shows(window, 26 * Self.hour))
    }
  }

  @Test func showsWholeLivesAndNow() {
    let window = Self.fit([(5 * Self.hour, 2 * Self.hour), (Self.hour, 0)])
    #expect(window.followsNow)
    #expect(shows(window, 5 * Self.hour) && shows(window, 0) && !shows(window, 7 * Self.hour))
  }

  @Test func showsWhatIsLongPastWithoutNow() {
    let window = Self.fit([(500 * Self.hour, 490 * Self.hour), (498 * Self.hour, 496 * Self.hour)])
    #expect(!window.followsNow)
    #expect(shows(window, 500 * Self.hour) && shows(window, 490 * Self.hour))
    #expect(!shows(window, 0))
  }

  @Test func aFewOldOnesDoNotMakeTheRestTooSmall() {
    let lives = (1...20).map { (Double($0) * 600, Double($0) * 600 - 500) }
    let window = Self.fit(lives + [(4000 * Self.hour, 0)])
    #expect(window.span < 5 * Self.hour)
    // Among few, each counts.
    #expect(Self.fit(Array(lives.prefix(3)) + [(4000 * Self.hour, 0)]).span > 4000 * Self.hour)
  }

  @Test func showsWhatIsSaidToHappenAfterNow() {
    let window = Self.fit([(-4 * Self.hour, -5 * Self.hour), (Self.hour, 0)])
    #expect(shows(window, -4 * Self.hour) && shows(window, -4.9 * Self.hour))
    #expect(shows(window, Self.hour) && shows(window, 0))
    let onlyLater = Self.fit([(-4 * Self.hour, -5 * Self.hour)])
    #expect(shows(onlyLater, -4 * Self.hour) && shows(onlyLater, -4.9 * Self.hour))
    // Among many, one that lies far ahead does not make the rest too small.
    let lives = (1...20).map { (Double($0) * 600, Double($0) * 600 - 500) }
    #expect(Self.fit(lives + [(-4000 * Self.hour, -4000 * Self.hour)]).span < 5 * Self.hour)
    // A clock that is some seconds ahead is no reason to let the picture stand still.
    #expect(Self.fit(lives + [(0, -20)]).followsNow)
  }

  @Test func whatHasEndedStandsStillWhileNowMoves() {
    let window = Self.fit([(5 * Self.hour, 0)])
    let (first, later) = (
      window.scale(columns: 60, now: Self.now), window.scale(columns: 60, now: Self.now + 7)
    )
    #expect(first == later)
    let moved = window.scale(columns: 60, now: Self.now + first.secondsPerColumn)
    #expect(moved.column(of: Self.now) == first.column(of: Self.now) - 1)
  }

  @Test func zoomsAroundWhatStaysInPlace() {
    var window = Self.fit([(10 * Self.hour, 0)])
    window.zoom(by: 0.5, around: Self.now, now: Self.now)
    #expect(window.followsNow && shows(window, 5 * Self.hour) && !shows(window, 6 * Self.hour))

    let anchor = Self.now - 4 * Self.hour
    let before = window.scale(columns: 50, now: Self.now).column(of: anchor)
    let span = window.span
    window.zoom(by: 0.5, around: anchor, now: Self.now)
    #expect(!window.followsNow && window.span == span / 2)
    #expect(abs(window.scale(columns: 50, now: Self.now).column(of: anchor) - before) <= 1)
    window.zoom(by: 2, around: anchor, now: Self.now)
    #expect(abs(window.span - span) < 1)
  }

  @Test func doesNotGetLost() {
    var window = Self.fit([])
    for _ in 0..<100 { window.zoom(by: 2, around: Self.now - 1e6, now: Self.now) }
    for _ in 0..<1000 { window.pan(1, now: Self.now) }
    #expect(window.start(now: Self.now) <= Self.now + TimeWindow.spans.upperBound)
    for _ in 0..<100 { window.zoom(by: 0.5, around: Self.now, now: Self.now) }
    #expect(window.span == TimeWindow.spans.lowerBound)
    window.show(-1e19 ... -1e19, now: Self.now)
    #expect(window.start(now: Self.now) >= Self.now - TimeWindow.spans.upperBound)
  }

  @Test func bringsAnotherLifeIntoThePicture() {
    var window = Self.fit([(10 * Self.hour, 0)])
    let fitted = window
    window.show(Self.now - 9 * Self.hour...Self.now - 8 * Self.hour, now: Self.now)
    #expect(window == fitted)
    window.show(Self.now - 90 * Self.hour...Self.now - 80 * Self.hour, now: Self.now)
    #expect(shows(window, 90 * Self.hour) && !window.followsNow && window.span == fitted.span)
    window.show(Self.now - 3 * Self.hour...Self.now, now: Self.now)
    #expect(shows(window, 3 * Self.hour) && window.followsNow)
  }
}

struct TimeRulerTests {
  /// 2026-05-28 20:26:40 UTC
  private static let now = 1_780_000_000

  private static func ruler(_ span: Double, _ mode: TimeMode, columns: Int = 60) -> TimeRuler {
    TimeRuler(
      scale: TimeWindow(span: span).scale(columns: columns, now: Double(now)), mode: mode,
      zone: .fixed(hours: 8), now: now)
  }

  @Test(
    arguments: [
      (3600, .relative, 60, "    │50m ago  │40m ago  │30m ago  │20m ago  │10m ago  │now  "),
      (86_400, .relative, 60, "         │18h ago       │12h ago       │6h ago        │now  "),
      (86_400, .utc, 60, "   │05-28         │06:00         │12:00         │18:00│now  "),
      (86_400, .local, 30, "       │05-28 12:00     now│  "),
      (120, .local, 60, "    │05-29 04:25   │04:25:30      │04:26:00           │now  "),
      (2_592_000, .utc, 60, "           │05-07        │05-14        │05-21         │now  "),
      (320_000_000, .utc, 60, "    │2017-12-20 │2019-12-20 │2021-12-19 │2023-12-19   │now  "),
      (86_400, .relative, 8, "    now│"),
    ] as [(Double, TimeMode, Int, String)])
  func names(span: Double, mode: TimeMode, columns: Int, expected: String) {
    #expect(Self.ruler(span, mode, columns: columns).line(theme: .unicode).text == expected)
  }

  /// Ages are rounded more the older they are: close marks would read alike.
  @Test(arguments: [(3.0, 3600.0), (49, 3600), (49, 7200), (800, 3600), (800, 86_400)])
  func noLabelComesTwice(hours: Double, span: Double) {
    let window = TimeWindow(span: span, fixedStart: Double(Self.now) - hours * 3600)
    let ruler = TimeRuler(
      scale: window.scale(columns: 60, now: Double(Self.now)), mode: .relative,
      zone: .fixed(hours: 8), now: Self.now)
    let labels = ruler.ticks.map(\.label)
    #expect(Set(labels).count == labels.count)
    #expect(!labels.isEmpty)
  }

  @Test func labelsNeverMeetAndAlwaysFit() {
    for mode in TimeMode.allCases {
      for columns in [1, 5, 20, 28, 43, 110] {
        for exponent in 0...60 {
          let span = 60 * Double(1 << (exponent / 2)) * (exponent % 2 == 0 ? 1 : 1.4)
          let ruler = Self.ruler(span, mode, columns: columns)
          var end = 0
          for tick in ruler.ticks {
            #expect(tick.column >= end, "\(mode) \(span) \(columns)")
            end = tick.column + 1 + tick.label.utf8.count
          }
          #expect(ruler.line(theme: .ascii).columns == columns)
        }
      }
    }
  }
}
