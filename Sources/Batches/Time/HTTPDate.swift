/// The three date formats of HTTP headers (RFC 9110, 5.6.7), all in GMT:
/// `Sun, 06 Nov 1994 08:49:37 GMT`, `Sunday, 06-Nov-94 08:49:37 GMT`, `Sun Nov  6 08:49:37 1994`.
public enum HTTPDate {
  /// Seconds since 1970 in UTC; nil for anything else.
  public static func seconds(_ text: String) -> Int? { seconds(Array(text.utf8)[...]) }

  static func seconds(_ text: ArraySlice<UInt8>) -> Int? {
    // The longest format is shorter than this, and a plus sign would begin a zone, which none has.
    guard text.count <= 40, !text.contains(ASCII.plus) else { return nil }
    let words = text.split { $0 == 0x20 || $0 == ASCII.comma || $0 == ASCII.minus }
    guard let month = words.lazy.compactMap(month).first,
      let time = words.first(where: { $0.contains(ASCII.colon) })
    else { return nil }
    let numbers = words.compactMap(number)
    guard numbers.count == 2 else { return nil }

    var clock = ByteReader(time)
    guard let hour = clock.number(digits: 2), clock.consume(":"),
      let minute = clock.number(digits: 2), clock.consume(":"),
      let second = clock.number(digits: 2), clock.isAtEnd
    else { return nil }
    return CivilTime(
      year: year(numbers[1]), month: month, day: numbers[0], hour: hour, minute: minute,
      second: second
    ).seconds
  }

  private static func number(_ word: ArraySlice<UInt8>) -> Int? {
    guard word.count <= 4 else { return nil }
    var reader = ByteReader(word)
    return reader.number(digits: word.count)
  }

  /// The old format has two digits; no date of this API lies before 1970.
  private static func year(_ number: Int) -> Int {
    number >= 100 ? number : number < 70 ? 2000 + number : 1900 + number
  }

  private static func month(_ word: ArraySlice<UInt8>) -> Int? {
    let names =
      ["jan", "feb", "mar", "apr", "may", "jun"] + ["jul", "aug", "sep", "oct", "nov", "dec"]
    let word = word.map(ASCII.lowercased)
    return names.firstIndex { $0.utf8.elementsEqual(word) }.map { $0 + 1 }
  }
}
