/// A filter that cannot be read, and where.
package struct FilterError: Error, Sendable, Hashable {
  /// The characters of the text that it is about; never empty.
  package var range: Range<Int>
  /// What is wrong, and how it would be right.
  package var message: String
  /// The text ends too early: what is typed next may make it valid.
  package var isUnfinished = false
}
