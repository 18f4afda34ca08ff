/// Why bytes could not be read as JSON.
enum JSONProblem: Error, Equatable {
  /// Nothing but white space.
  case empty
  /// The text stops before its end.
  case truncated
  /// The byte, counted from 0, that no JSON has there.
  case unexpected(at: Int)
  /// More than `DecodingLimits.bodyBytes`.
  case tooLarge
  /// More than `DecodingLimits.valuesPerBody`.
  case tooManyValues
}
