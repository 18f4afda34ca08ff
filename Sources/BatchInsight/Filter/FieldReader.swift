import Batches

/// Makes a test of a field, a relation and values.
struct FieldReader {
  let field: FilterField
  let relation: FilterRelation
  /// Where field and relation are.
  let head: Range<Int>
  let dates: DateReader

  func test(_ values: [FilterValue]) throws(FilterError) -> Filter.Test {
    switch field.kind {
    case .status:
      try requireEqual()
      let patterns = values.map { Filter.StatusPattern($0.plain) }
      return .status(patterns, or: Set(values.flatMap { Self.verdicts(in: $0.plain) }))
    case .text(let text):
      try requireEqual()
      return .text(text, values.map { TextNeedle($0.text) })
    case .verdict:
      try requireEqual()
      var kinds: Set<Verdict.Kind> = []
      for value in values { kinds.formUnion(try verdicts(value)) }
      return .verdict(kinds)
    case .span(let measure):
      guard relation != .equal else {
        throw FilterError(range: head, message: "\(field.rawValue) needs < or >: \(field.example)")
      }
      let value = try single(values)
      guard let seconds = SpanReader.seconds(value.plain) else {
        throw mistake(value, "is no span of time: 45s, 30m, 2h, 3d, 1w")
      }
      return .measure(measure, relation.bounds(seconds..<seconds.nextUp))
    case .date(let measure):
      return .measure(measure, relation.bounds(try date(values)))
    case .number(let measure):
      return .measure(measure, relation.bounds(try number(single(values), suffix: "")))
    case .percent(let measure):
      return .measure(measure, relation.bounds(try number(single(values), suffix: "%")))
    case .gone:
      try requireEqual()
      return .gone(try isYes(single(values)))
    }
  }

  /// A beginning is enough, so that the list follows while one types.
  private func isYes(_ value: FilterValue) throws(FilterError) -> Bool {
    let word = TextFold.folded(value.plain)
    if "yes".hasPrefix(word) { return true }
    if "no".hasPrefix(word) { return false }
    throw mistake(value, "is neither yes nor no")
  }

  private func requireEqual() throws(FilterError) {
    guard relation != .equal else { return }
    throw FilterError(
      range: head, message: "\(field.rawValue) needs a colon: \(field.example)")
  }

  private func single(_ values: [FilterValue]) throws(FilterError) -> FilterValue {
    guard values.count > 1 else { return values[0] }
    throw mistake(values[1], "is one too many: \(field.example)")
  }

  /// Letters from which on the beginning of a verdict is distinguished from a part of a status.
  private static let leastLetters = 3

  /// Who asks for the status "stuck" wants the batches that are: the verdicts that begin like a word
  /// which is no status.
  private static func verdicts(in text: String) -> [Verdict.Kind] {
    let word = TextFold.folded(text)
    guard word.count >= leastLetters, BatchStatus(word).meaning == .unknown else { return [] }
    return Verdict.Kind.allCases.filter { $0.rawValue.hasPrefix(word) }
  }

  /// A beginning is enough, so that the list follows while one types.
  private func verdicts(_ value: FilterValue) throws(FilterError) -> [Verdict.Kind] {
    let word = TextFold.folded(value.plain)
    let kinds = Verdict.Kind.allCases.filter { $0.rawValue.hasPrefix(word) }
    guard kinds.isEmpty else { return kinds }
    // Those that people ask for come first: the rest may find no room.
    let words = Verdict.Kind.allCases.reversed().map(\.rawValue).joined(separator: " ")
    throw mistake(value, "is none of: \(words)")
  }

  /// What a number may end with: `500k`, `1.5M`.
  private static let units: [String: Double] = ["K": 1e3, "M": 1e6, "G": 1e9]

  private func number(
    _ value: FilterValue, suffix: String
  ) throws(FilterError) -> Range<Double> {
    var text = value.plain[...]
    if !suffix.isEmpty, text.hasSuffix(suffix) { text = text.dropLast(suffix.count) }
    var unit = 1.0
    if suffix.isEmpty, let last = text.last, let size = Self.units[last.uppercased()] {
      unit = size
      text.removeLast()
    }
    guard let number = DecimalReader.number(text) else { throw mistake(value, "is no number") }
    return number * unit..<(number * unit).nextUp
  }

  private func date(_ values: [FilterValue]) throws(FilterError) -> Range<Double> {
    let range = values[0].range.lowerBound..<values[values.count - 1].range.upperBound
    let text = values.map(\.plain).joined(separator: " ")
    guard let date = dates.range(text) else {
      throw FilterError(
        range: range,
        message: "\"\(text)\" is no date: 2025-06-01, 2025-06-01T14:30, today, yesterday")
    }
    return Double(date.lowerBound)..<Double(date.upperBound)
  }

  private func mistake(_ value: FilterValue, _ message: String) -> FilterError {
    FilterError(range: value.range, message: "\"\(value.text)\" \(message)")
  }
}
