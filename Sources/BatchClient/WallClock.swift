import Glibc

/// The time of day, for dates that a server or a reader compares with theirs.
enum WallClock {
  /// Since 1970 in UTC.
  static func now() -> (seconds: Int, milliseconds: Int) {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return (time.tv_sec, time.tv_nsec / 1_000_000)
  }

  static func seconds() -> Int { now().seconds }
}
