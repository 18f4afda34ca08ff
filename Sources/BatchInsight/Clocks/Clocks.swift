import BatchStore
import Batches

/// The time of the last event, by our own clock and by the server's. Everything about batches uses
/// the server's, everything that the program did itself uses ours.
package struct Clocks: Sendable, Hashable {
  /// What one of the clocks shows.
  package struct Reading: Sendable, Hashable {
    /// Seconds since 1970.
    package let time: Double
    /// The same in whole seconds, rounded down.
    package let second: Int

    fileprivate init(time: Double) {
      self.time = time
      second = Int(time.rounded(.down))
    }

    fileprivate init(_ reading: Reading, ahead seconds: Int) {
      time = reading.time + Double(seconds)
      second = reading.second + seconds
    }
  }

  package private(set) var local: Reading
  /// What is known of the server's clock.
  package private(set) var serverClock = ServerClock()

  /// - Parameter local: seconds since 1970 by our clock.
  package init(local: Double) { self.local = Reading(time: local) }

  package var server: Reading { Reading(local, ahead: serverClock.ahead) }

  /// When our clock shows what the server's shows at `serverTime`; both in seconds since 1970.
  package func localTime(ofServerTime serverTime: Double) -> Double {
    serverTime - Double(serverClock.ahead)
  }

  /// - Parameter local: seconds since 1970 by our clock.
  package mutating func set(local: Double) { self.local = Reading(time: local) }

  /// Learns from rows that have just come how far the server's clock is ahead.
  /// - Returns: whether the server's clock shows another time now.
  package mutating func learn(from changes: ListChanges) -> Bool {
    let ahead = serverClock.ahead
    for batch in changes.added { serverClock.record(batch, now: local.second) }
    for change in changes.changed { serverClock.record(change.after, now: local.second) }
    return serverClock.ahead != ahead
  }

  /// Replaces what was learnt by what one reading of everything shows.
  /// - Returns: whether that differs from what was known.
  package mutating func replace(_ clock: ServerClock) -> Bool {
    defer { serverClock = clock }
    return serverClock != clock
  }
}
