import Batches

extension Filter {
  /// Reads a filter as it is typed.
  ///
  /// Words, or texts in quotes, are looked for in name, id, file name, endpoint and description;
  /// `field:value` and comparisons look at one field (`FilterField`), with commas between values
  /// of which one is enough; `-` before a term leaves out what it matches. All terms must match.
  /// - Parameters:
  ///   - zone: local time, in which dates are given.
  ///   - now: seconds since 1970 in UTC; decides what `today` is.
  package static func parse(_ text: String, zone: ZoneRules, now: Int) -> Result<
    Filter, FilterError
  > {
    var parser = FilterParser(text: FilterText(text), dates: DateReader(zone: zone, now: now))
    do throws(FilterError) {
      return .success(Filter(try parser.terms()))
    } catch {
      return .failure(error)
    }
  }
}

/// Goes through the text of a filter once, from left to right.
private struct FilterParser {
  let text: FilterText
  let dates: DateReader
  var position = 0

  init(text: FilterText, dates: DateReader) {
    self.text = text
    self.dates = dates
  }

  private var isAtEnd: Bool { position >= text.count }

  private var isAtWordEnd: Bool { isAtEnd || text.isBlank(position) }

  mutating func terms() throws(FilterError) -> [Filter.Term] {
    var terms: [Filter.Term] = []
    while true {
      while !isAtEnd, text.isBlank(position) { position += 1 }
      if isAtEnd { return terms }
      terms.append(try term())
    }
  }

  private mutating func term() throws(FilterError) -> Filter.Term {
    let start = position
    let isNegated = text.asciiCharacters[position] == "-"
    if isNegated { position += 1 }
    guard !isAtWordEnd else {
      throw FilterError(
        range: start..<position, message: "what to leave out is missing", isUnfinished: isAtEnd)
    }
    return Filter.Term(isNegated: isNegated, test: try test())
  }

  private mutating func test() throws(FilterError) -> Filter.Test {
    if text.isQuote(position) { return .text(.any, [TextNeedle(try quoted())]) }
    let start = position
    var end = start
    while end < text.count, text.asciiCharacters[end].isASCIILetter { end += 1 }
    if end + 1 < text.count, text.plain(end..<(end + 2)) == "!=",
      let field = FilterField(rawValue: text.plain(start..<end).lowercased())
    {
      throw FilterError(
        range: end..<(end + 2), message: "- before a field leaves out: -\(field.example)")
    }
    guard end < text.count, let comparison = comparison(at: end) else { return plainWord() }
    guard let field = FilterField(rawValue: text.plain(start..<end).lowercased()) else {
      // An operator that no ASCII key gives is part of a text.
      guard text.characters[end].isASCII else { return plainWord() }
      let name = text.text(start..<end)
      throw FilterError(
        range: start..<max(end, start + 1),
        message: name.isEmpty
          ? "a field is missing before \(text.characters[end])"
          : "there is no field \"\(name)\"; quotes make it a text")
    }
    position = comparison.end
    let head = start..<comparison.end
    return try FieldReader(field: field, relation: comparison.relation, head: head, dates: dates)
      .test(try values(of: field, head: head))
  }

  private mutating func plainWord() -> Filter.Test {
    let start = position
    while !isAtWordEnd { position += 1 }
    return .text(.any, [TextNeedle(text.text(start..<position))])
  }

  /// A colon, a comparison, or both, as in `failed:>0`.
  private func comparison(at start: Int) -> (relation: FilterRelation, end: Int)? {
    var end = start
    if text.asciiCharacters[end] == ":" { end += 1 }
    for length in [2, 1] where end + length <= text.count {
      if let relation = FilterRelation(text.plain(end..<(end + length))) {
        return (relation, end + length)
      }
    }
    return end > start ? (.equal, end) : nil
  }

  // MARK: Values

  private mutating func values(
    of field: FilterField, head: Range<Int>
  ) throws(FilterError) -> [FilterValue] {
    var values: [FilterValue] = []
    while !isAtWordEnd {
      let start = position
      if text.isQuote(position) {
        let inner = try quoted()
        values.append(FilterValue(text: inner, plain: inner, range: start..<position))
      } else {
        while !isAtWordEnd, text.asciiCharacters[position] != "," { position += 1 }
        let range = start..<position
        if !range.isEmpty {
          values.append(
            FilterValue(text: text.text(range), plain: text.plain(range), range: range))
        }
      }
      guard !isAtEnd, text.asciiCharacters[position] == "," else { break }
      position += 1
    }
    if case .date = field.kind, let clock = clockBehind() { values.append(clock) }
    guard !values.isEmpty else {
      throw FilterError(
        range: head, message: "a value is missing: \(field.example)", isUnfinished: isAtEnd)
    }
    return values
  }

  /// A time of day after a date and a blank.
  private mutating func clockBehind() -> FilterValue? {
    var start = position
    while start < text.count, text.isBlank(start) { start += 1 }
    var end = start
    while end < text.count, !text.isBlank(end) { end += 1 }
    let plain = text.plain(start..<end)
    guard start > position, DateReader.isClock(plain) else { return nil }
    position = end
    return FilterValue(text: plain, plain: plain, range: start..<end)
  }

  private mutating func quoted() throws(FilterError) -> String {
    let start = position
    position += 1
    while !isAtEnd, !text.isQuote(position) { position += 1 }
    guard !isAtEnd else {
      throw FilterError(
        range: start..<text.count, message: "the quote is not closed", isUnfinished: true)
    }
    position += 1
    return text.text((start + 1)..<(position - 1))
  }
}

extension Character {
  fileprivate var isASCIILetter: Bool { isASCII && isLetter }
}
