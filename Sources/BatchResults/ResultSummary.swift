import Batches

/// What a result file says so far.
public struct ResultSummary: Sendable, Hashable {
  public internal(set) var bytes = 0
  /// Blank ones included.
  public internal(set) var lines = 0
  public internal(set) var succeeded = 0
  /// Of any outcome but `succeeded`.
  public internal(set) var failed = 0
  /// Of these, requests that expired or were cancelled.
  public internal(set) var expired = 0
  public internal(set) var cancelled = 0
  public internal(set) var odd = OddLines()
  public internal(set) var tokens = TokenUsage()
  /// Lines that give tokens.
  public internal(set) var linesWithTokens = 0
  public internal(set) var latencies = Latencies()

  public init() {}

  /// Whether a server's count of failures fits: Anthropic counts requests that expired or were cancelled
  /// apart from those that failed, and others do not.
  public func agrees(withFailed count: Int) -> Bool {
    Self.agrees(withFailed: count, failed: failed, neverRun: neverRun)
  }

  /// The same rule for failures that were counted elsewhere.
  /// - Parameter neverRun: those of the failures that expired or were cancelled.
  static func agrees(withFailed count: Int, failed: Int, neverRun: Int) -> Bool {
    count == failed || count == failed - neverRun
  }

  /// Requests that expired or were cancelled.
  var neverRun: Int { expired + cancelled }
}

extension [ResultSummary] {
  /// Failed lines of all files.
  public var failed: Int { reduce(0) { $0 + $1.failed } }

  /// Requests of all files that expired or were cancelled.
  var neverRun: Int { reduce(0) { $0 + $1.neverRun } }

  /// See `ResultSummary.agrees`.
  public func agrees(withFailed count: Int) -> Bool {
    ResultSummary.agrees(withFailed: count, failed: failed, neverRun: neverRun)
  }
}
