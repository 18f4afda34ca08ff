enum Version {
  /// The version of lazybatch, which is what the user has started.
  static let text = "0.1.0"
}
