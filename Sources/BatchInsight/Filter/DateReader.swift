import Batches

/// Dates as people type them, in local time: `2025-06-01`, `2025-06-01T14:30`, with a blank for
/// the T, `06-01` of this year, `today`, `yesterday`, and any of them with a zone.
struct DateReader: Sendable {
  private let zone: ZoneRules
  private let now: Int

  /// - Parameters:
  ///   - zone: local time.
  ///   - now: seconds since 1970 in UTC.
  init(zone: ZoneRules, now: Int) {
    self.zone = zone
    self.now = now
  }

  /// The seconds since 1970 in UTC that a text stands for: a day, a minute or a second of them.
  /// Nil for what is no date, and for a date that no calendar has.
  func range(_ text: String) -> Range<Int>? {
    var reader = ByteReader(text.lowercased())
    guard var date = day(&reader) else { return nil }
    var length = 86_400
    if !reader.isAtEnd, !Self.isZone(reader) {
      guard reader.consume("t") || reader.consume(" "), let hour = reader.number(digits: 1...2),
        reader.consume(":"), let minute = reader.number(digits: 2...2)
      else { return nil }
      (date.hour, date.minute, length) = (hour, minute, 60)
      if reader.consume(":") {
        guard let second = reader.number(digits: 2...2) else { return nil }
        (date.second, length) = (second, 1)
      }
    }
    guard let seconds = date.seconds else { return nil }
    if !reader.isAtEnd {
      guard let offset = Self.offset(&reader), reader.isAtEnd else { return nil }
      return (seconds - offset)..<(seconds - offset + length)
    }
    // The day on which the clocks change is not as long as the others.
    return epoch(ofLocal: seconds)..<epoch(ofLocal: seconds + length)
  }

  /// Whether a text is a time of day by itself.
  static func isClock(_ text: String) -> Bool {
    var reader = ByteReader(text)
    guard reader.number(digits: 1...2) != nil, reader.consume(":"),
      reader.number(digits: 2...2) != nil
    else {
      return false
    }
    return reader.isAtEnd
      || reader.consume(":") && reader.number(digits: 2...2) != nil && reader.isAtEnd
  }

  private func day(_ reader: inout ByteReader) -> CivilTime? {
    if reader.consume("today") { return day(at: now) }
    if reader.consume("yesterday") { return day(at: now - 86_400) }
    guard let first = reader.number(digits: 1...4), reader.consume("-") || reader.consume("/"),
      let second = reader.number(digits: 1...2)
    else { return nil }
    guard reader.consume("-") || reader.consume("/") else {
      return day(at: now).map { CivilTime(year: $0.year, month: first, day: second) }
    }
    guard first >= 1000, let third = reader.number(digits: 1...2) else { return nil }
    return CivilTime(year: first, month: second, day: third)
  }

  private func day(at epoch: Int) -> CivilTime? {
    CivilTime(epoch: epoch, zone: zone).map {
      CivilTime(year: $0.year, month: $0.month, day: $0.day)
    }
  }

  /// Seconds east of UTC, where the text names a zone.
  private static func offset(_ reader: inout ByteReader) -> Int? {
    if reader.consume("z") || reader.consume(" utc") || reader.consume("utc") { return 0 }
    let sign = reader.consume("+") ? 1 : reader.consume("-") ? -1 : 0
    // +08, +0800 or +08:00
    guard sign != 0, let hours = reader.number(digits: 2), hours < 24 else { return nil }
    let hasColon = reader.consume(":")
    guard hasColon || !reader.isAtEnd else { return sign * hours * 3600 }
    guard let minutes = reader.number(digits: 2), minutes < 60 else { return nil }
    return sign * (hours * 60 + minutes) * 60
  }

  private static func isZone(_ reader: ByteReader) -> Bool {
    var reader = reader
    return offset(&reader) != nil && reader.isAtEnd
  }

  private func epoch(ofLocal seconds: Int) -> Int {
    // The offset is known by the moment, and the moment by the offset: the second guess is right
    // but for the hour that the clocks are put forward over.
    let guess = seconds - zone.offset(at: seconds)
    return seconds - zone.offset(at: guess)
  }
}
