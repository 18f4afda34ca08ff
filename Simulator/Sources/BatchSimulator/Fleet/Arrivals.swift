import Batches
import Glibc

/// When each batch is created: one in every slot of time, at a random point of it, more by day than
/// by night. Times never go back as ordinals go up, so that the list is in order without sorting.
///
/// From the start on slots are shorter: someone who watches for a few minutes shall see batches arrive,
/// while those that were there before lie spread over days.
struct Arrivals: Sendable {
  /// Seconds between two of the initial batches when there are few: several batches an hour.
  private static let usualSpacing = 900.0
  /// Seconds between two batches from the start on, at most.
  private static let watchedSpacing = 90.0
  /// However many batches there are, they lie within half a year, in seconds.
  private static let longestSpan = 180.0 * 86_400
  /// The rate of arrivals swings between a half more and a half less than its mean.
  private static let swing = 0.5
  /// The quietest second of the day: 03:00 in China, in seconds after midnight UTC.
  private static let quietest = 19.0 * 3_600

  let seed: UInt64
  /// Epoch seconds: the newest of the initial batches arrived before it, the next comes after.
  let start: Int
  let initialCount: Int
  /// Mean seconds between two of the initial batches.
  let spacing: Double
  /// Mean seconds between two of the later ones.
  private let laterSpacing: Double

  init(seed: UInt64, start: Int, initialCount: Int) {
    self.seed = seed
    self.start = start
    self.initialCount = initialCount
    spacing = min(Self.usualSpacing, Self.longestSpan / Double(max(1, initialCount)))
    laterSpacing = min(spacing, Self.watchedSpacing)
  }

  /// How many slots a batch stands before (positive) or after the newest one at the start.
  func age(of ordinal: Int) -> Int {
    initialCount - 1 - ordinal
  }

  /// Epoch seconds at which the batch is created: at most the start for the initial ones, later than
  /// it for the others.
  func time(of ordinal: Int) -> Int {
    var dice = Dice(seed: seed, number: ordinal, for: .arrival)
    let slots = Double(-age(of: ordinal) - 1) + dice.unit()
    let steady = slots * (slots < 0 ? spacing : laterSpacing)
    return start + 1 + Int(withRhythm(steady).rounded(.down))
  }

  /// How many batches have been created by then. Their ordinals run from 0.
  func count(at time: Int) -> Int {
    let elapsed = min(max(0, Double(time) - Double(start)), 1e12)
    let bound = initialCount + Int(elapsed / (laterSpacing * (1 - Self.swing))) + 2
    return (0..<bound).partitionPoint { self.time(of: $0) <= time }
  }

  /// Stretches the nights and shortens the days; keeps the start where it is and never turns back,
  /// since its slope lies between 1 - swing and 1 + swing.
  private func withRhythm(_ seconds: Double) -> Double {
    let turn = 2 * Double.pi / 86_400
    let phase = Double(start % 86_400) - Self.quietest
    return seconds + Self.swing / turn * (sin((seconds + phase) * turn) - sin(phase * turn))
  }
}
