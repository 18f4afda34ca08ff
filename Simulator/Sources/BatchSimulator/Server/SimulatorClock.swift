import Batches
import Glibc

/// The simulator's clock: starts at a given time and runs at a given speed.
public struct SimulatorClock: Sendable {
  private let start: Int
  private let speed: Double
  private let origin: Double
  private let monotonic: @Sendable () -> Double

  /// - Parameters:
  ///   - start: epoch seconds; nil for now.
  ///   - speed: simulated seconds per second.
  ///   - monotonic: a monotonic clock, in seconds since any fixed instant.
  public init(
    start: Int?, speed: Double,
    monotonic: @escaping @Sendable () -> Double = Self.monotonicSeconds
  ) {
    self.start = start ?? SystemClock.second
    self.speed = speed
    self.monotonic = monotonic
    origin = monotonic()
  }

  /// Epoch seconds at which it started.
  public var beginning: Int { start }

  /// Epoch seconds.
  public var now: Int {
    let elapsed = (monotonic() - origin) * speed
    return start + Int(min(max(elapsed, 0), 1e12))
  }

  /// Seconds since the machine started.
  @Sendable public static func monotonicSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
