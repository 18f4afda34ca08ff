extension Batch {
  /// Whether its status is not a final one, as far as is known: it is listed as active, refreshed
  /// and can be followed.
  package var isActive: Bool { !status.isTerminal }
}
