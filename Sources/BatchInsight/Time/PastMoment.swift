/// A moment as people name it: the beginning of a day or minute (`yesterday`, `2025-06-01`,
/// `2025-06-01T14:30`), or a span of time ago (`12h`, `2d`).
package enum PastMoment {
  /// Seconds since 1970 in UTC; nil for what names no moment.
  /// - Parameters:
  ///   - zone: local time.
  ///   - now: seconds since 1970 in UTC.
  package static func epoch(_ text: String, zone: ZoneRules, now: Int) -> Int? {
    if let day = DateReader(zone: zone, now: now).range(text) { return day.lowerBound }
    guard let span = SpanReader.seconds(text), span < Double(Int32.max) * 4 else { return nil }
    return now - Int(span)
  }
}
