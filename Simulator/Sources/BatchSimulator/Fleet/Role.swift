/// What a batch demonstrates. Most are ordinary; the others recur so regularly that at any time the
/// head of the list has one in each state, one that is stuck and one that takes long to cancel.
enum Role: Sendable, Hashable, CaseIterable {
  case ordinary
  /// Is queued for hours.
  case longQueue
  /// Takes hours to finalize.
  case slowFinalizer
  /// Takes half a day to cancel.
  case lingeringCancel
  /// Runs without progress until it expires.
  case stuck

  /// - Parameters:
  ///   - age: in slots, relative to the newest initial batch; negative for later ones.
  ///   - spacing: mean seconds between batches.
  init(age: Int, spacing: Double) {
    self =
      Self.allCases.first { role in
        guard let rhythm = role.rhythm else { return false }
        let period = max(1, Int(rhythm.hours * 3_600 / spacing))
        return (age - rhythm.first) % period == 0
      } ?? .ordinary
  }

  /// The age, in slots, of the newest initial batch with this role, and the hours between two.
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
