import Batches

/// Answers to page requests on their way to the state, in the order in which they came. That is the
/// order of the requests, too: one is sent ahead only after the answer in front of it has come.
struct PageDelivery {
  struct Answer: Sendable {
    let number: Int
    let page: Result<any FetchedPage, ServiceFailure>
  }

  /// What to do with an answer, after its outline was passed on.
  enum Step {
    /// Decode it at once: waking another thread would take as long.
    case decode(Answer)
    /// Decode it in a task; later answers wait until it is forgotten.
    case decodeElsewhere(Answer)
  }

  /// In bytes: so much is decoded in a millisecond, a tenth of what a key may wait for its frame.
  static let largestAtOnce = 256 << 10

  private var waiting: [Answer] = []
  /// The answer that is being decoded elsewhere: later ones wait for it.
  private var decodingElsewhere: Int?

  mutating func add(_ answers: [Answer]) { waiting += answers }

  /// The next step; nil while there is nothing to do.
  mutating func next() -> Step? {
    guard decodingElsewhere == nil, !waiting.isEmpty else { return nil }
    let answer = waiting.removeFirst()
    guard case .success(let page) = answer.page, page.byteCount > Self.largestAtOnce else {
      return .decode(answer)
    }
    decodingElsewhere = answer.number
    return .decodeElsewhere(answer)
  }

  /// An answer has reached the state, or is not wanted any more.
  mutating func forget(number: Int) {
    waiting.removeAll { $0.number == number }
    if decodingElsewhere == number { decodingElsewhere = nil }
  }
}
