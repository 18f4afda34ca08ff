extension Batch {
  /// Whether a server may still cancel it.
  public var canBeCancelled: Bool {
    switch status.meaning {
    case .validating, .queued, .running, .finalizing, .unknown: true
    case .cancelling, .completed, .failed, .expired, .cancelled: false
    }
  }
}
