/// Why bytes could not be read as JSON.
enum JSONProblem: Error, Equatable {
  /// Nothing but white space.
  case empty
  /// The text ends too early.
  case truncated
  /// The offset of a byte that is not allowed there.
  case unexpected(at: Int)
  /// More than `DecodingLimits.bodyBytes`.
  case tooLarge
  /// More than `DecodingLimits.valuesPerBody`.
  case tooManyValues
}
