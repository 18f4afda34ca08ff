import Batches

extension Filter {
  /// Whether it asks what is wrong with a batch.
  package var looksAtVerdicts: Bool {
    terms.contains { term in
      switch term.test {
      case .verdict: true
      case .status(_, let kinds): !kinds.isEmpty
      case .text, .measure, .gone: false
      }
    }
  }

  /// When a batch may begin or cease to match by the passing of time alone, in seconds since 1970
  /// in UTC; nil for never.
  package func nextChange(of batch: Batch, after now: Int, baselines: PhaseBaselines) -> Int? {
    terms.lazy.compactMap { $0.test.nextChange(of: batch, after: now, baselines: baselines) }.min()
  }
}

extension Filter.Test {
  fileprivate func nextChange(of batch: Batch, after now: Int, baselines: PhaseBaselines) -> Int? {
    switch self {
    case .text, .gone: return nil
    case .status(_, let kinds) where kinds.isEmpty: return nil
    case .status, .verdict:
      return ProblemClock(batch)?.nextProblem(after: now, baselines: baselines)
    case .measure(let measure, let bounds):
      guard let pace = measure.pace(of: batch), let value = measure.value(of: batch, now: now)
      else { return nil }
      // Results that are gone are kept for no time at all.
      let limits = [bounds.lower, bounds.upper] + (measure == .kept ? [0] : [])
      let seconds = limits.compactMap { pace.seconds(from: value, to: $0) }
      return seconds.min().map { now.minusSaturating(-$0) }
    }
  }
}

extension Measure {
  /// Which way a measure goes as time passes, by one a second.
  enum Pace: Sendable, Hashable {
    case up, down

    /// Whole seconds until a value is on the other side of a bound, which itself is on the upper
    /// side; nil for never.
    func seconds(from value: Double, to bound: Double) -> Int? {
      switch self {
      case .up where bound > value: Int(exactly: (bound - value).rounded(.up))
      case .down where bound <= value: Int(exactly: (value - bound).rounded(.down) + 1)
      case .up, .down: nil
      }
    }
  }

  /// Nil for what does not change.
  func pace(of batch: Batch) -> Pace? {
    switch self {
    case .age, .inState: .up
    case .left, .kept: .down
    case .duration: batch.hasEnded ? nil : .up
    case .created, .ended, .requests, .failed, .tokens, .percent: nil
    }
  }
}
