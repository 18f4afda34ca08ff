extension ServiceFailure {
  /// Where nothing but waiting helps.
  public static let adviceToWait = "Try again in a while"
}

extension ServiceFailure.Kind {
  /// What happened, for a failure reported by a response.
  func summary(status: Int, about subject: ServiceFailure.Subject) -> String {
    switch self {
    case .keyRefused: "The key was rejected"
    case .forbidden: "The key is valid but is not allowed to \(subject.deed) here"
    case .blocked: "The request was blocked before it reached the API"
    case .balance: "The account is out of credit"
    case .notFound:
      switch subject {
      case .list: "The server has no list of batches at this address"
      case .files: "The server has no list of files at this address"
      case .batch, .cancellation: "The server does not know this batch"
      case .file, .content: "The server does not have this file"
      }
    case .fileGone:
      status == 410 ? "The server has deleted this file" : "The server does not have this file"
    case .fileElsewhere: "The file is on another server"
    case .badRequest:
      switch status {
      case 407: "The proxy requires a user name and a password"
      case 409 where subject == .cancellation:
        "The server does not cancel this batch in the state that it is in"
      case 409: "The server is busy with a conflicting request"
      default: "The server rejected the request"
      }
    case .rateLimited: "Too many requests: the server asks us to slow down"
    case .overloaded: "The server is busy"
    case .gatewayTimeout: "The server did not respond to its gateway in time"
    case .serverError:
      (200..<300).contains(status) ? "The server reported an error" : "The server failed"
    case .redirectRefused: "The server redirects to another address"
    case .connection: "The connection failed"
    case .timeout: "The server took too long"
    case .tls: "The connection is not secure"
    case .notTheAPI: "This is not the batch API"
    case .truncated: "The response is cut off"
    case .tooLarge: "The response is too large"
    case .cancelled: "Cancelled"
    }
  }

  /// What the user can do about it.
  public func advice(about subject: ServiceFailure.Subject) -> String? {
    switch self {
    case .keyRefused:
      "Set SILICONFLOW_API_KEY (or the variable of your --provider) to a valid key, or use "
        + "--api-key-command to run a command that prints one"
    case .forbidden:
      "Use a key of the organisation that owns the batches, or ask its administrator for access"
    case .blocked: "This is not about the key; try another network, or ask the provider"
    case .balance: "Top up the account in the provider's console, then try again"
    case .notFound:
      switch subject {
      case .list, .files: "Check the base URL: it usually ends in /v1"
      case .batch, .file, .content, .cancellation:
        "Check the id, and that the key belongs to the same organisation"
      }
    case .fileGone:
      "Results are deleted after some weeks; if this one is newer, check that the key belongs to the "
        + "same organisation"
    case .fileElsewhere: "Allow it with --follow-urls; the key is not sent there"
    case .rateLimited, .overloaded, .gatewayTimeout, .serverError, .truncated:
      ServiceFailure.adviceToWait
    case .notTheAPI: "Check the base URL: it usually ends in /v1"
    case .redirectRefused: "Set the base URL to the server's actual address"
    case .connection, .timeout: "Check the network and the base URL"
    case .tls: "Check the base URL, the machine's clock, and SSL_CERT_FILE"
    case .tooLarge:
      switch subject {
      case .list: "Request smaller pages with --page-size"
      case .batch, .files, .file, .content, .cancellation: nil
      }
    case .badRequest, .cancelled: nil
    }
  }
}

extension ServiceFailure.Subject {
  /// What a key may be allowed to do.
  fileprivate var deed: String {
    switch self {
    case .list, .batch: "read batches"
    case .files, .file, .content: "read files"
    case .cancellation: "cancel batches"
    }
  }
}
