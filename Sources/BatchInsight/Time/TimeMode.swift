/// How the list tells times, and in which zone absolute times stand: one key goes round.
///
/// Absolute times are local unless UTC was chosen, also while the list shows ages.
package enum TimeMode: Sendable, Hashable, CaseIterable {
  case relative, local, utc

  package var next: TimeMode {
    switch self {
    case .relative: .local
    case .local: .utc
    case .utc: .relative
    }
  }

  /// The rules by which absolute times are told.
  package func zone(local: ZoneRules) -> ZoneRules {
    self == .utc ? .utc : local
  }

  /// What the foot line says after the mode was chosen.
  package var note: String {
    switch self {
    case .relative: "the list shows ages; other times are local"
    case .local: "the list shows local times"
    case .utc: "all times are UTC"
    }
  }
}
