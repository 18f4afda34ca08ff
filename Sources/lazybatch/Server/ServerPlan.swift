import BatchClient

/// Where batches are read, decided before anything is opened, run or sent.
enum ServerPlan: Hashable {
  case demo
  case server(ServerAddress, KeyHeader, KeySource)

  enum KeySource: Hashable {
    /// Only for a server on this machine; no header for a key is sent.
    case none
    case given(APIKey)
    /// A shell command that prints it.
    case command(String)
  }

  /// - Parameter environment: of the process, keys included.
  /// - Throws: a sentence when the address or the key is missing or not usable.
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
    // What was asked for on this very command line goes before what some profile exports.
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
      There is no API key. Create one \(provider.keyPlace) and set it: export \(variable)=sk-… \
      (or name a command that prints it with --api-key-command). \
      To look around without one: lazybatch --demo
      """
  }
}

extension Provider {
  /// Where a key is made, to be read after "create one".
  fileprivate var keyPlace: String {
    switch self {
    case .siliconflow: "at https://cloud.siliconflow.cn/account/ak"
    case .siliconflowInternational: "at https://cloud.siliconflow.com/account/ak"
    case .openai, .azure, .groq, .together, .dashscope, .zhipu, .moonshot, .openrouter, .litellm:
      "in the console of your provider"
    }
  }
}
