/// How a field is compared with a value.
enum FilterRelation: Sendable, Hashable {
  case equal, less, lessOrEqual, greater, greaterOrEqual

  init?(_ text: String) {
    switch text {
    case "=", "==": self = .equal
    case "<": self = .less
    case "<=", "=<", "≤": self = .lessOrEqual
    case ">": self = .greater
    case ">=", "=>", "≥": self = .greaterOrEqual
    default: return nil
    }
  }

  /// - Parameter values: what the value stands for, as from its beginning to before its end: the
  ///   whole of a day for a date.
  func bounds(_ values: Range<Double>) -> Filter.Bounds {
    switch self {
    case .equal: Filter.Bounds(lower: values.lowerBound, upper: values.upperBound)
    case .less: Filter.Bounds(upper: values.lowerBound)
    case .lessOrEqual: Filter.Bounds(upper: values.upperBound)
    // From midnight on, not from the next day on: that is what "since" means to most.
    case .greater: Filter.Bounds(lower: values.lowerBound.nextUp)
    case .greaterOrEqual: Filter.Bounds(lower: values.lowerBound)
    }
  }
}

/// A value behind a field.
struct FilterValue: Sendable, Hashable {
  /// As it was typed, without quotes.
  var text: String
  /// With the ASCII characters that those of an input method stand for.
  var plain: String
  /// Where it is, quotes included.
  var range: Range<Int>
}
