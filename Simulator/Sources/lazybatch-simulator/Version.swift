enum Version {
  /// That of lazybatch, which a person believes to have started.
  static let text = "0.1.0"
}
