/// Pages that are read in a row, without being asked for, in search of rows to show.
struct Stretch: Sendable, Hashable {
  /// More than this is the user's to ask for.
  static let mostPages = 20
  /// Seconds without a key before a filter that is being typed lets pages be read.
  static let typingPause = 1.0

  var pages = 0
  /// The user stopped it.
  var isStopped = false
  /// When the filter was last changed by a key, in seconds since 1970.
  var typedAt: Double?

  var isOver: Bool { isStopped || pages >= Self.mostPages }
}
