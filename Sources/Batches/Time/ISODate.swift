/// ISO 8601 as servers write it: `2025-06-04T07:52:46.123Z`, `20250604T075246Z`, with an offset, with
/// a space for the T, without a zone (UTC), without seconds, or a date alone (its first second).
enum ISODate {
  /// Seconds since 1970 in UTC, rounded down; nil for anything else.
  static func seconds(_ text: ArraySlice<UInt8>) -> Int? {
    var reader = ByteReader(text)
    guard let year = reader.number(digits: 4) else { return nil }
    let hasHyphens = reader.consume("-")
    guard let month = reader.number(digits: 2), reader.consume("-") == hasHyphens,
      let day = reader.number(digits: 2)
    else { return nil }
    var date = CivilTime(year: year, month: month, day: day)
    if reader.isAtEnd { return date.seconds }

    guard reader.consume("T") || reader.consume("t") || reader.consume(" "),
      let hour = reader.number(digits: 2)
    else { return nil }
    let hasColons = reader.consume(":")
    guard let minute = reader.number(digits: 2) else { return nil }
    date.hour = hour
    date.minute = minute
    let hasSeconds = !hasColons || reader.consume(":")
    let second = hasSeconds ? reader.number(digits: 2) : nil
    if hasColons, hasSeconds, second == nil { return nil }
    if let second {
      date.second = second
      if reader.consume(".") || reader.consume(",") {
        guard reader.skipDigits() > 0 else { return nil }
      }
    }
    guard let offset = offset(&reader), reader.isAtEnd, let seconds = date.seconds
    else { return nil }
    return seconds - offset
  }

  /// Whether a text is a date without a time of day.
  static func isDateAlone(_ text: ArraySlice<UInt8>) -> Bool {
    (8...10).contains(text.count) && text.allSatisfy { ASCII.isDigit($0) || $0 == ASCII.minus }
      && text.contains(ASCII.minus) && seconds(text) != nil
  }

  /// Seconds east of Greenwich; 0 without a zone.
  private static func offset(_ reader: inout ByteReader) -> Int? {
    _ = reader.consume(" ")
    if reader.isAtEnd || reader.consume("Z") || reader.consume("z") { return 0 }
    if reader.consume("UTC") || reader.consume("GMT") { return 0 }
    let sign = reader.consume("+") ? 1 : reader.consume("-") ? -1 : 0
    guard sign != 0, let hours = reader.number(digits: 2) else { return nil }
    let hasColon = reader.consume(":")
    let minutes = reader.number(digits: 2)
    guard hours < 24, minutes ?? 0 < 60, !hasColon || minutes != nil else { return nil }
    return sign * (hours * 60 + (minutes ?? 0)) * 60
  }
}
