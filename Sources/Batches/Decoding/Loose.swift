/// A value read with loose typing.
enum Loose<Value> {
  case value(Value)
  /// null, an empty string, an empty object: a server's ways to say "none".
  case notSet
  /// A value of another type, to be kept and shown verbatim.
  case unreadable
}

extension JSONDocument {
  /// A string; numbers and booleans are read as their own text.
  func looseText(_ index: Int) -> Loose<String> {
    if isEmpty(index) { return .notSet }
    switch kind(index) {
    case .null: return .notSet
    case .string, .escapedString, .number, .word: return .value(text(index))
    case .true: return .value("true")
    case .false: return .value("false")
    case .array, .object, .tooDeep: return .unreadable
    }
  }

  /// An integer, also as a string or with decimals (rounded down).
  func looseInteger(_ index: Int) -> Loose<Int> {
    if isEmpty(index) { return .notSet }
    switch kind(index) {
    case .null: return .notSet
    case .true, .false, .array, .object, .tooDeep: return .unreadable
    case .number, .word, .string, .escapedString:
      return LooseNumber.integer(bytes[range(index)]).map { .value($0) } ?? .unreadable
    }
  }

  /// A number from 0 on, also as a string and with a percent sign, or as a part of a whole (`9/10`); nil for
  /// anything else.
  func loosePercent(_ index: Int) -> Double? {
    switch kind(index) {
    case .null, .true, .false, .array, .object, .tooDeep: return nil
    case .number, .word, .string, .escapedString:
      let text = ASCII.trimmed(bytes[range(index)])
      if let slash = text.firstIndex(of: UInt8(ascii: "/")) {
        guard let part = LooseNumber.number(text[..<slash]), part >= 0,
          let whole = LooseNumber.number(text[(slash + 1)...]), whole > 0
        else { return nil }
        return part / whole * 100
      }
      let number = LooseNumber.number(text.last == UInt8(ascii: "%") ? text.dropLast() : text)
      return number.flatMap { $0 >= 0 ? $0 : nil }
    }
  }

  /// The same where a number may as well be from 0 to 1.
  func looseProgress(_ index: Int) -> LooseProgress? {
    guard let number = loosePercent(index) else { return nil }
    let text = bytes[range(index)]
    if text.contains(UInt8(ascii: "%")) || text.contains(UInt8(ascii: "/")) {
      return LooseProgress(number: number, isPercent: true)
    }
    return LooseProgress(number: number, hasDecimals: text.contains(ASCII.point))
  }

  /// Seconds since 1970, in any notation that `LooseTime` knows.
  func looseTime(_ index: Int) -> Loose<Int> {
    if isEmpty(index) { return .notSet }
    switch kind(index) {
    case .null, .false: return .notSet
    case .true, .array, .object, .tooDeep: return .unreadable
    case .number, .word, .string, .escapedString: return LooseTime.seconds(bytes[range(index)])
    }
  }

  /// Whether a text is a day without a time of day: "2026-11-30".
  func isDateAlone(_ index: Int) -> Bool {
    guard kind(index) == .string || kind(index) == .escapedString else { return false }
    return ISODate.isDateAlone(ASCII.trimmed(bytes[range(index)]))
  }

  /// nil for anything that means neither true nor false.
  func looseBool(_ index: Int) -> Bool? {
    switch kind(index) {
    case .true: return true
    case .false: return false
    case .null, .array, .object, .tooDeep: return nil
    case .number, .word, .string, .escapedString:
      switch text(index).lowercased() {
      case "true", "1", "1.0", "yes": return true
      case "false", "0", "0.0", "no": return false
      default: return nil
      }
    }
  }
}
