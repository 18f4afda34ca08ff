extension ServiceFailure.Kind {
  /// What happened, for a failure that a response told of.
  func summary(status: Int, about subject: ServiceFailure.Subject) -> String {
    switch self {
    case .keyRefused: "the key was refused"
    case .forbidden: "the key is valid but may not read batches here"
    case .balance: "the account has no balance left"
    case .notFound:
      switch subject {
      case .list: "the server has no list of batches at this address"
      case .batch: "the server does not know this batch"
      }
    case .badRequest:
      switch status {
      case 407: "the proxy wants a name and a password"
      case 409: "the server is busy with a conflicting request"
      default: "the server refused the request"
      }
    case .rateLimited: "too many requests: the server asks us to slow down"
    case .overloaded: "the server is busy"
    case .gatewayTimeout: "the server did not answer its gateway in time"
    case .serverError:
      (200..<300).contains(status) ? "the server reported an error" : "the server failed"
    case .redirectRefused: "the server redirects elsewhere"
    case .connection: "the connection failed"
    case .timeout: "the server took too long"
    case .tls: "the connection is not secure"
    case .notTheAPI: "this is not the API"
    case .truncated: "the answer stops in the middle"
    case .tooLarge: "the answer is too large"
    case .cancelled: "cancelled"
    }
  }

  /// What the reader can do about it.
  func advice(about subject: ServiceFailure.Subject) -> String? {
    switch self {
    case .keyRefused:
      "set SILICONFLOW_API_KEY (or the variable of your --provider) to a valid key, or name a "
        + "command that prints one with --api-key-command"
    case .forbidden:
      "use a key of the organisation that owns the batches, or ask its administrator for access"
    case .balance: "top up the account in the provider's console, then try again"
    case .notFound:
      switch subject {
      case .list: "check the base URL: it usually ends in /v1"
      case .batch: "check the id, and that the key belongs to the same organisation"
      }
    case .rateLimited, .overloaded, .gatewayTimeout, .serverError, .truncated:
      "try again in a while"
    case .notTheAPI: "check the base URL: it usually ends in /v1"
    case .redirectRefused: "set the base URL to where the server really is"
    case .connection, .timeout: "check the network and the base URL"
    case .tls: "check the base URL, the machine's clock, and SSL_CERT_FILE"
    case .badRequest, .tooLarge, .cancelled: nil
    }
  }
}
