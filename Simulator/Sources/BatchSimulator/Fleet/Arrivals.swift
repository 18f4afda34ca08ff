import Batches
import Glibc

/// When each batch is created: one in each time slot, at a random point, more by day than by night.
/// Times increase with ordinals, so that the list is sorted.
///
/// After the start, slots are shorter: a user who watches for a few minutes should see batches arrive,
/// while the initial ones are spread over days.
struct Arrivals: Sendable {
  /// Mean seconds between initial batches when there are few.
  private static let usualSpacing = 900.0
  /// Maximum of mean seconds between batches after the start.
  private static let watchedSpacing = 90.0
  /// In seconds: however many initial batches there are, they span at most half a year.
  private static let longestSpan = 180.0 * 86_400
  /// The relative amplitude of the daily variation in the rate of arrivals.
  private static let swing = 0.5
  /// The time of day with the fewest arrivals, 03:00 in China, in seconds after midnight UTC.
  private static let quietest = 19.0 * 3_600

  let seed: UInt64
  /// In epoch seconds. The initial batches arrived before it, the others after it.
  let start: Int
  let initialCount: Int
  /// Mean seconds between initial batches.
  let spacing: Double
  /// Mean seconds between later ones.
  private let laterSpacing: Double

  init(seed: UInt64, start: Int, initialCount: Int) {
    self.seed = seed
    self.start = start
    self.initialCount = initialCount
    spacing = min(Self.usualSpacing, Self.longestSpan / Double(max(1, initialCount)))
    laterSpacing = min(spacing, Self.watchedSpacing)
  }

  /// How many slots a batch is older (positive) or newer than the newest initial one.
  func age(of ordinal: Int) -> Int {
    initialCount - 1 - ordinal
  }

  /// When a batch is created, in epoch seconds: at most the start for initial ones, later for others.
  func time(of ordinal: Int) -> Int {
    var dice = Dice(seed: seed, number: ordinal, for: .arrival)
    let slots = Double(-age(of: ordinal) - 1) + dice.unit()
    let steady = slots * (slots < 0 ? spacing : laterSpacing)
    return start + 1 + Int(withRhythm(steady).rounded(.down))
  }

  /// How many batches have been created by then. Their ordinals start at 0.
  func count(at time: Int) -> Int {
    let elapsed = min(max(0, Double(time) - Double(start)), 1e12)
    let bound = initialCount + Int(elapsed / (laterSpacing * (1 - Self.swing))) + 2
    return (0..<bound).partitionPoint { self.time(of: $0) <= time }
  }

  /// Stretches the nights and shortens the days. It maps 0 to 0 and increases monotonically, since its
  /// slope is between 1 - swing and 1 + swing.
  private func withRhythm(_ seconds: Double) -> Double {
    let turn = 2 * Double.pi / 86_400
    let phase = Double(start % 86_400) - Self.quietest
    return seconds + Self.swing / turn * (sin((seconds + phase) * turn) - sin(phase * turn))
  }
}
