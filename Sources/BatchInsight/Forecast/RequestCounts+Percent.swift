import Batches

extension RequestCounts {
  /// "61%"; never 100 while something is left, so that the last request is not hidden. Nil where the
  /// counts are not a part of a whole.
  package var percentText: String? {
    // A hair more: 0.58 times 100 is a bit less than 58.
    fraction.map { "\(Int($0 * 100 + 1e-9))%" }
  }
}
