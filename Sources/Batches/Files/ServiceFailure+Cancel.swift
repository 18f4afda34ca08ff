extension ServiceFailure {
  /// Whether a request that changes something may have been carried out although it failed.
  public var leavesDoubt: Bool {
    switch kind {
    case .overloaded, .gatewayTimeout, .serverError, .connection, .timeout, .notTheAPI, .truncated,
      .tooLarge:
      true
    case .keyRefused, .forbidden, .blocked, .balance, .notFound, .fileGone, .fileElsewhere,
      .badRequest, .rateLimited, .tls, .redirectRefused, .cancelled:
      false
    }
  }
}
