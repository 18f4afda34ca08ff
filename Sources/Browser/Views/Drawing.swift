import BatchInsight
import Screen

/// A frame, and until when it shows what a new one would.
struct Drawing: Sendable {
  var frame: Frame
  /// Seconds since 1970 by our clock; nil for ever.
  var holdsUntil: Double?
}

/// The soonest of the moments at which parts of a frame change although nothing happens.
struct Lifetime: Sendable, Hashable {
  /// Seconds since 1970 by our clock; nil for never.
  private(set) var end: Double?

  mutating func limit(to time: Double?) {
    if let time { end = min(end ?? time, time) }
  }

  /// - Parameter seconds: after the whole second of a reading; nil for never.
  mutating func limit(to seconds: Int?, after reading: Clocks.Reading) {
    limit(to: seconds.map { Double(reading.second) + Double($0) })
  }
}
