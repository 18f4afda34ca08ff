import Glibc

/// The system's clock, in seconds since 1970 in UTC. It may jump; measure durations with
/// `ContinuousClock`.
public enum SystemClock {
  public static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// Whole seconds, rounded down.
  public static var second: Int { Int(now) }
}
