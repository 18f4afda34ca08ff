/// A number under a name such as `progress`, which does not say whether it is a percentage or from 0 to 1.
struct LooseProgress {
  var number: Double
  /// Whether it says that it is a percentage, or is a part of a whole.
  var isPercent = false
  var hasDecimals = false

  /// By the number alone: one with decimals that is no more than 1 is a share.
  var percent: Double { isShare ? number * 100 : number }

  var isShare: Bool { !isPercent && hasDecimals && number <= 1 }

  /// Whether the number alone does not tell.
  var isOpen: Bool { !isPercent && number > 0 && number <= 1 }
}

/// What the numbers of a page say of each other: a 1 beside 0.4 is all of it, and 0.4 beside 45 is less than
/// a percent.
struct ProgressScale {
  /// How a page writes its progress.
  enum Kind { case unknown, shares, percentages }

  private(set) var kind = Kind.unknown
  /// The last number that was noted, if it alone does not tell.
  private(set) var open: LooseProgress?

  mutating func note(_ progress: LooseProgress) {
    open = progress.isOpen ? progress : nil
    if progress.isPercent { return }
    if progress.number > 1 {
      kind = .percentages
    } else if progress.isShare, progress.number < 1, kind == .unknown {
      kind = .shares
    }
  }

  /// - Returns: the number that was noted since the last call, if it alone does not tell.
  mutating func takeOpen() -> LooseProgress? {
    defer { open = nil }
    return open
  }

  /// What such a number of one row means in percent.
  func percent(of progress: LooseProgress, _ status: BatchStatus) -> Double {
    switch kind {
    case .percentages: progress.number
    case .shares: progress.number * 100
    case .unknown:
      // Nothing completes at one percent.
      status.meaning == .completed ? progress.number * 100 : progress.percent
    }
  }
}
