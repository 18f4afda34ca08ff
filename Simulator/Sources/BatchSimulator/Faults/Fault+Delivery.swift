extension Fault {
  /// How the bytes of the answer are delivered; nil for faults of another kind.
  func delivery(of answer: Answer) -> Answer.Delivery? {
    switch self {
    case .reset: .reset
    case .truncated: .truncated(bytes: answer.body.count / 2)
    case .drip: .drip
    case .hang: .hang
    case .endless: .endless(compressed: false)
    case .bomb: .endless(compressed: true)
    default: nil
    }
  }
}
