/// How a span of time is written.
package enum SpanText: Sendable, Hashable, CaseIterable {
  /// One unit, for a column of the list: "12s", "3m", "3h", "13d", "5w", "2y".
  case short
  /// The two units that matter: "45s", "2m 10s", "58m", "2h 58m", "3d 4h", "34d", "2y 35d".
  /// Seconds go after ten minutes: a screen that ticks is not calm.
  case long
  /// All of it, to the second: "1d 2h 5s".
  case exact

  private static let minute = 60
  private static let hour = 3600
  private static let day = 86_400
  private static let week = 7 * day
  private static let year = 365 * day

  /// From a span on, in seconds, the smallest unit that is shown.
  private struct Rung {
    var from: Int
    var unit: Int
    var name = ""
  }

  private static let shortLadder = [
    Rung(from: 0, unit: 1, name: "s"), Rung(from: minute, unit: minute, name: "m"),
    Rung(from: hour, unit: hour, name: "h"), Rung(from: day, unit: day, name: "d"),
    Rung(from: 2 * week, unit: week, name: "w"), Rung(from: 2 * year, unit: year, name: "y"),
  ]
  private static let longLadder = [
    Rung(from: 0, unit: 1), Rung(from: 10 * minute, unit: minute),
    Rung(from: day, unit: hour), Rung(from: 2 * week, unit: day),
  ]
  private static let exactLadder = [Rung(from: 0, unit: 1)]

  private var ladder: [Rung] {
    switch self {
    case .short: Self.shortLadder
    case .long: Self.longLadder
    case .exact: Self.exactLadder
    }
  }

  /// - Parameter seconds: negative counts as zero.
  package func callAsFunction(_ seconds: Int) -> String {
    let seconds = max(0, seconds)
    let rung = ladder.last { $0.from <= seconds } ?? Rung(from: 0, unit: 1)
    let units = seconds / rung.unit
    return rung.name.isEmpty ? Self.joined(units * rung.unit) : "\(units)\(rung.name)"
  }

  /// Seconds until the text of something that lies this long ago becomes another one.
  /// - Parameter age: in seconds; negative for what is still to come.
  package func secondsUntilChange(age: Int) -> Int {
    let size = Int(clamping: age.magnitude)
    let rung = ladder.last { $0.from <= size } ?? Rung(from: 0, unit: 1)
    let above = ladder.first { $0.from > size }?.from ?? .max
    return age >= 0
      ? min(rung.unit - size % rung.unit, max(1, above - size))
      : min(size % rung.unit, size - rung.from) + 1
  }

  private static func joined(_ seconds: Int) -> String {
    let days = seconds / day
    let parts = [
      (days >= 730 ? days / 365 : 0, "y"), (days >= 730 ? days % 365 : days, "d"),
      (seconds / hour % 24, "h"), (seconds / minute % 60, "m"), (seconds % minute, "s"),
    ]
    var text = ""
    for (count, unit) in parts where count > 0 {
      if !text.isEmpty { text += " " }
      text += String(count) + unit
    }
    return text.isEmpty ? "0s" : text
  }
}

extension Int {
  /// The difference, held at the ends of the range: a server may send any number as a time.
  package func minusSaturating(_ other: Int) -> Int {
    let (difference, overflow) = subtractingReportingOverflow(other)
    guard overflow else { return difference }
    return self < other ? .min : .max
  }

  /// The sum, held at the ends of the range.
  package func addingSaturating(_ other: Int) -> Int {
    let (sum, overflow) = addingReportingOverflow(other)
    guard overflow else { return sum }
    return self < 0 ? .min : .max
  }
}
