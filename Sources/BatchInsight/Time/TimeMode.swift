/// The format of times in the list, and the zone of absolute times: one key cycles through them.
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

  /// The time zone of absolute times.
  package func zone(local: ZoneRules) -> ZoneRules {
    self == .utc ? .utc : local
  }

  /// What the foot line says after the mode was chosen.
  /// - Parameter unknown: the zone that local times should be in, which are therefore in UTC.
  package func note(unknown: UnknownZone?) -> String {
    switch (self, unknown) {
    case (.relative, nil): "the list shows ages; other times are local"
    case (.relative, let zone?): "the list shows ages; \(zone.sentence)"
    case (.local, nil): "the list shows local times"
    case (.local, let zone?): "the list shows times; \(zone.sentence)"
    case (.utc, _): "all times are UTC"
    }
  }
}
