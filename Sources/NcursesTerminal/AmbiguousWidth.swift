/// The columns of characters that Unicode calls East Asian Ambiguous, such as ● α │.
public enum AmbiguousWidth: String, Sendable, Hashable, CaseIterable {
  /// As the terminal answers; one where it does not.
  case auto
  case one = "1"
  case two = "2"
}
