extension Fault {
  /// How the bytes of the answer are delivered; nil for faults of another kind.
  func delivery(of answer: Answer) -> Answer.Delivery? {
    switch self {
    case .reset: .reset
    case .truncated: .truncated(bytes: answer.byteCount / 2)
    case .fileCut: answer.content.flatMap(Self.cut)
    case .fileSlow: answer.content == nil ? nil : .trickle
    case .drip: .drip
    case .hang: .hang
    case .endless: .endless(compressed: false)
    case .bomb: .endless(compressed: true)
    default: nil
    }
  }

  /// nil where what is left is short.
  private static func cut(_ slice: FileSlice) -> Answer.Delivery? {
    let third = slice.text.size / 3 + 1
    return slice.range.count > third ? .truncated(bytes: third) : nil
  }
}
