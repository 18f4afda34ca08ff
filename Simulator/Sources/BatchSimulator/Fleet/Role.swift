/// What a batch is there to show. Most are ordinary; the others come round so regularly that at any
/// time the head of the list holds one in each state, one that is stuck and one that will not let go.
enum Role: Sendable, Hashable, CaseIterable {
  case ordinary
  /// Waits for hours before it starts.
  case longQueue
  /// Its results take hours to be put together.
  case slowFinalizer
  /// Was cancelled, but does not end for half a day.
  case lingeringCancel
  /// Runs, but makes no progress, until it expires.
  case stuck

  /// - Parameters:
  ///   - age: slots before the newest batch at the start; negative for later ones.
  ///   - spacing: mean seconds between two batches.
  init(age: Int, spacing: Double) {
    self =
      Self.allCases.first { role in
        guard let rhythm = role.rhythm else { return false }
        let period = max(1, Int(rhythm.hours * 3_600 / spacing))
        return (age - rhythm.first) % period == 0
      } ?? .ordinary
  }

  /// The age, in slots, of the newest at the start, and hours between two of this role.
  private var rhythm: (first: Int, hours: Double)? {
    switch self {
    case .ordinary: nil
    case .longQueue: (3, 2)
    case .slowFinalizer: (5, 2)
    case .lingeringCancel: (9, 6)
    case .stuck: (17, 12)
    }
  }
}
