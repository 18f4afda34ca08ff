/// How long ago the list was refreshed, in minutes: seconds would keep the screen ticking.
package enum Freshness {
  private static let minute = 60

  package static func text(since epoch: Int, now: Int) -> String {
    let age = now.minusSaturating(epoch)
    return age < minute ? "just now" : SpanText.short(age) + " ago"
  }

  /// Seconds until `text` says something else.
  package static func secondsUntilChange(since epoch: Int, now: Int) -> Int {
    let age = now.minusSaturating(epoch)
    return age < minute ? minute.minusSaturating(age) : SpanText.short.secondsUntilChange(age: age)
  }
}
