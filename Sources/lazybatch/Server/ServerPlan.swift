import BatchClient
import Secrets

/// Where to read batches, decided before anything is opened, run or sent.
enum ServerPlan: Hashable {
  case demo
  case server(ServerAddress, KeyHeader, KeySource)

  enum KeySource: Hashable {
    /// Only for a server on this machine; no key header is sent.
    case none
    case given(APIKey)
    /// A shell command that prints the key.
    case command(String)
  }

  /// - Parameter environment: of the process, keys included.
  /// - Throws: a sentence when the address or the key is missing or invalid.
  init(_ options: ServerSettings, environment: [String: String]) throws(Failure) {
    if options.demo {
      self = .demo
      return
    }
    let provider = options.provider
    let address: ServerAddress
    do {
      address = try provider.address(
        baseURL: options.baseURL, environment: environment,
        allowingInsecureHTTP: options.allowsInsecureHTTP)
    } catch {
      throw .usage(error.sentence)
    }
    self = .server(
      address, provider.keyHeader,
      try Self.keySource(options, for: address, environment: environment))
  }

  private static func keySource(
    _ options: ServerSettings, for address: ServerAddress, environment: [String: String]
  ) throws(Failure) -> KeySource {
    // The command line takes precedence over the environment.
    if let command = options.keyCommand { return .command(command) }
    do {
      if let key = try options.provider.key(environment: environment) { return .given(key) }
    } catch {
      throw .noPermission(error.sentence)
    }
    guard address.isLoopback else { throw .noPermission(noKey(of: options.provider)) }
    return .none
  }

  private static func noKey(of provider: Provider) -> String {
    let variable = provider.keyVariables.first ?? ""
    return """
      No API key is set. Create one \(provider.keyPlace) and set it: export \(variable)=sk-… \
      (or run a command that prints it with --api-key-command). \
      To try lazybatch without a key: lazybatch --demo
      """
  }
}

extension Provider {
  /// Where to create a key, as a phrase that follows "create one".
  fileprivate var keyPlace: String {
    switch self {
    case .siliconflow: "at https://cloud.siliconflow.cn/account/ak"
    case .siliconflowInternational: "at https://cloud.siliconflow.com/account/ak"
    case .openai, .azure, .groq, .together, .dashscope, .zhipu, .moonshot, .openrouter, .litellm:
      "in the console of your provider"
    }
  }
}
