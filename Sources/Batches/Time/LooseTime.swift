/// Times as servers write them, as whole seconds since 1970 in UTC, rounded down.
enum LooseTime {
  /// From here on a number is in milliseconds: as seconds it would lie in the year 33658. Some servers
  /// write "never" as the last second of the year 9999, which is a quarter of it.
  static let firstMilliseconds = 1_000_000_000_000
  /// The last second of the year 9999.
  static let last = 253_402_300_799
  /// From here on, the year 9000, nothing has happened: a time is a default date.
  static let firstPlaceholder = 221_845_392_000

  /// A number of seconds, milliseconds, microseconds or nanoseconds, or a date.
  ///
  /// Zero and times before 1970 mean "not set": no batch is that old, but many servers write so. Times
  /// after the year 9999 mean it, too: they are a default date in milliseconds or in another zone.
  static func seconds(_ text: ArraySlice<UInt8>) -> Loose<Int> {
    if let number = LooseNumber.integer(text) { return seconds(counting: number) }
    let text = ASCII.trimmed(text)
    if text.isEmpty { return .notSet }
    guard let seconds = ISODate.seconds(text) ?? HTTPDate.seconds(text) else { return .unreadable }
    return seconds > 0 ? .value(seconds) : .notSet
  }

  private static func seconds(counting number: Int) -> Loose<Int> {
    var seconds = number
    // Milliseconds, microseconds, nanoseconds.
    for _ in 0..<3 where seconds >= firstMilliseconds { seconds /= 1000 }
    return seconds > 0 && seconds <= last ? .value(seconds) : .notSet
  }
}
