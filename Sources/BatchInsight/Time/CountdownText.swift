/// How long until the next refresh, the coarser the longer: a countdown that changes every second for
/// two minutes distracts, and keeps the terminal busy.
package enum CountdownText {
  /// Steps in seconds, each up to a number of seconds.
  private static let steps: [(upTo: Int, step: Int)] = [
    (5, 1), (10, 5), (60, 10), (3600, 60), (.max, 3600),
  ]
  /// What is left of a step when a wait for its end is over is no step.
  private static let tolerance = 0.001

  /// "4s", "10s", "50s", "2m": what is left, rounded up.
  /// - Parameter seconds: of what has come already "1s" is said.
  package static func text(_ seconds: Double) -> String { SpanText.short(shown(seconds)) }

  /// Seconds until `text` says something else; nil where it will not.
  package static func secondsUntilChange(_ seconds: Double) -> Double? {
    let shown = shown(seconds)
    let next = Double(shown - step(of: shown))
    return seconds > next + tolerance && next > 0 ? seconds - next : nil
  }

  private static func shown(_ seconds: Double) -> Int {
    let whole = max(1, Int((min(seconds, 1e9) - tolerance).rounded(.up)))
    let step = step(of: whole)
    return (whole + step - 1) / step * step
  }

  private static func step(of seconds: Int) -> Int {
    steps.first(where: { seconds <= $0.upTo })?.step ?? 1
  }
}
