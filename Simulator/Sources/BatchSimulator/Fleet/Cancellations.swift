import Synchronization

/// The batches that clients have cancelled: the only thing that the simulator remembers.
final class Cancellations: Sendable {
  private let times = Mutex<[Int: Int]>([:])

  /// When the batch with an ordinal was cancelled, in epoch seconds; nil for one that was not.
  func time(of ordinal: Int) -> Int? { times.withLock { $0[ordinal] } }

  /// Only the first request of a batch counts.
  func note(_ ordinal: Int, at time: Int) {
    times.withLock { if $0[ordinal] == nil { $0[ordinal] = time } }
  }
}
