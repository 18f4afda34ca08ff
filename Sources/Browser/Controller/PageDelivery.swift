import Batches

/// Answers to page requests, from the wire to the state: in the order of their requests, also where
/// one was sent before the answer to the one in front of it was decoded.
struct PageDelivery {
  struct Answer: Sendable {
    let number: Int
    let page: Result<any FetchedPage, ServiceFailure>
  }

  /// What to do with an answer. Its outline is told first.
  enum Step {
    /// Decode it at once: to wake another thread would take as long.
    case decode(Answer)
    /// Decode it beside the loop, and tell `ended(number:)`.
    case decodeElsewhere(Answer)
  }

  /// In bytes; decoding so much takes less than a frame.
  static let largestAtOnce = 256 << 10

  private var waiting: [Answer] = []
  /// The answer that is being decoded elsewhere: later ones wait for it.
  private var decoding: Int?

  mutating func add(_ answers: [Answer]) { waiting += answers }

  /// The next step; nil while there is nothing to do.
  mutating func next() -> Step? {
    guard decoding == nil, !waiting.isEmpty else { return nil }
    let answer = waiting.removeFirst()
    guard case .success(let page) = answer.page, page.bytes > Self.largestAtOnce else {
      return .decode(answer)
    }
    decoding = answer.number
    return .decodeElsewhere(answer)
  }

  /// An answer was decoded elsewhere, or is not wanted any more.
  mutating func ended(number: Int) {
    waiting.removeAll { $0.number == number }
    if decoding == number { decoding = nil }
  }
}
