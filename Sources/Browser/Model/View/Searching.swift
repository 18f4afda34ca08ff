/// A search for a problem that goes on beside the loop.
struct Searching: Sendable, Hashable {
  /// Of the search under way; nil when none is.
  var number: Int?
  /// Searches begun so far.
  var begun = 0
  var isForward = true
}
