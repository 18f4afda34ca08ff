/// A filter that cannot be read, and where.
struct FilterError: Error, Sendable, Hashable {
  /// The characters of the text that it is about; never empty.
  var range: Range<Int>
  /// What is wrong, and how it would be right.
  var message: String
  /// The text ends too early: going on typing may put it right.
  var isUnfinished = false
}
