import Batches

/// A request for the page behind the one that is being decoded, while all is loaded.
struct RequestAhead: Sendable, Hashable {
  let request: PageRequest
  let number: Int
  /// The number of the request whose answer is being decoded.
  let follows: Int
  /// In seconds since 1970.
  let sentAt: Double
}
