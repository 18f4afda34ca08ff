import BatchInsight
import Batches
import Testing

@testable import Browser

@Suite struct RefreshPacingTests {
  private enum Outcome {
    case changed, same
    case failed(ServiceFailure.Retry)
  }

  /// The rests that follow the outcomes, in seconds, with the focus; each refresh takes no time.
  private func rests(_ outcomes: [Outcome], jitter: Double = 0, hasFocus: Bool = true) -> [Double] {
    var pacing = RefreshPacing()
    var now = 1000.0
    return outcomes.map { outcome in
      switch outcome {
      case .changed: pacing.succeeded(changed: true, at: now)
      case .same: pacing.succeeded(changed: false, at: now)
      case .failed(let retry): pacing.failed(retry, jitter: jitter, at: now)
      }
      let due = pacing.due(hasFocus: hasFocus) ?? -1
      defer { now = due }
      return due - now
    }
  }

  @Test func nothingIsDueBeforeTheFirstPage() {
    #expect(RefreshPacing().due(hasFocus: true) == nil)
  }

  @Test func restsGrowWhileNothingChangesUpToTwoMinutes() {
    #expect(
      rests([.changed, .same, .same, .same, .same, .same, .changed])
        == [10, 20, 40, 80, 120, 120, 10])
  }

  @Test func failuresMakeRestsGrowToo() {
    let busy = Outcome.failed(.backoff)
    #expect(
      rests([.changed, busy, busy, busy, busy, busy, .changed]) == [10, 20, 40, 80, 120, 120, 10])
    #expect(rests([.changed, busy, busy], jitter: 1) == [10, 15, 22.5])
  }

  @Test func aNamedWaitIsKeptAndForgottenWithTheNextAnswer() {
    #expect(rests([.changed, .failed(.after(300)), .changed]) == [10, 300, 10])
    #expect(
      rests([.changed, .failed(.after(5))]) == [10, 20], "never sooner than by our own rule")
    #expect(rests([.failed(.after(1e12))]) == [86_400])
    #expect(rests([.failed(.after(-7))]) == [20])
  }

  @Test func whatTryingDoesNotMendIsSeldomTried() {
    #expect(rests([.changed, .failed(.never), .same, .changed]) == [10, 120, 120, 10])
  }

  @Test func withoutFocusEveryRestIsTheLongest() {
    #expect(
      rests([.changed, .same, .failed(.backoff), .failed(.after(300))], hasFocus: false)
        == [120, 120, 120, 300])
  }

  @Test func hurryBeginsAnew() {
    var pacing = RefreshPacing()
    for _ in 0..<5 { pacing.succeeded(changed: false, at: 100) }
    pacing.hurry()
    #expect(pacing.due(hasFocus: true) == 110)
  }
}

@Suite struct CountdownTextTests {
  @Test(arguments: [
    (-3.0, "1s"), (0, "1s"), (0.2, "1s"), (1, "1s"), (1.2, "2s"), (4.9, "5s"), (5, "5s"),
    (5.1, "10s"), (10, "10s"), (10.5, "20s"), (59, "1m"), (60, "1m"), (61, "2m"), (120, "2m"),
    (3600, "1h"), (3601, "2h"), (86_400, "1d"), (.infinity, "31y"),
  ])
  func isRoundedUp(seconds: Double, text: String) {
    #expect(CountdownText.text(seconds) == text)
  }

  /// From one change to the next, the text differs each time, and nothing is missed between.
  @Test func changesWhenItSays() {
    var left = 7300.0
    var texts = [CountdownText.text(left)]
    while let change = CountdownText.secondsUntilChange(left) {
      #expect(CountdownText.text(left - change + 0.01) == texts.last, "at \(left)")
      left -= change
      texts.append(CountdownText.text(left))
    }
    let last = ["1m", "50s", "40s", "30s", "20s", "10s", "5s", "4s", "3s", "2s", "1s"]
    #expect(texts.suffix(last.count) == last)
    #expect(zip(texts, texts.dropFirst()).allSatisfy { $0 != $1 })
  }
}
