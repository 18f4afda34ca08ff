extension Verdict {
  /// A verdict without its numbers, as a filter names it.
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    case allFailed = "all-failed"
    case noOutput = "no-output"
    case notDone = "not-done"
    case someFailed = "some-failed"
    case expiredWithOutput = "expired-with-output"
    case expiredWithoutOutput = "expired-without-output"
    case overdue
    case cancellingLong = "cancelling"
    case stuck
  }

  package var kind: Kind {
    switch self {
    case .allFailed: .allFailed
    case .noOutput: .noOutput
    case .notDone: .notDone
    case .someFailed: .someFailed
    case .expiredWithOutput: .expiredWithOutput
    case .expiredWithoutOutput: .expiredWithoutOutput
    case .overdue: .overdue
    case .cancellingLong: .cancellingLong
    case .stuck: .stuck
    }
  }
}
