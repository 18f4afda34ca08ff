import BatchClient

/// A known provider: its address, and the header and environment variables of its key.
enum Provider: String, Sendable, Hashable, CaseIterable {
  case siliconflow
  case siliconflowInternational = "siliconflow-intl"
  case openai
  case azure
  case groq
  case together
  case dashscope
  case zhipu
  case moonshot
  case openrouter
  case litellm

  /// nil where every customer has a different one.
  var baseURL: String? {
    switch self {
    case .siliconflow: "https://api.siliconflow.cn/v1"
    case .siliconflowInternational: "https://api.siliconflow.com/v1"
    case .openai: "https://api.openai.com/v1"
    case .azure: nil
    case .groq: "https://api.groq.com/openai/v1"
    case .together: "https://api.together.xyz/v1"
    case .dashscope: "https://dashscope.aliyuncs.com/compatible-mode/v1"
    case .zhipu: "https://open.bigmodel.cn/api/paas/v4"
    case .moonshot: "https://api.moonshot.cn/v1"
    case .openrouter: "https://openrouter.ai/api/v1"
    case .litellm: "http://localhost:4000/v1"
    }
  }

  /// The environment variable that overrides the base URL.
  var baseURLVariable: String? {
    switch self {
    case .siliconflow: "SILICONFLOW_BASE_URL"
    case .openai: "OPENAI_BASE_URL"
    case .azure: "AZURE_OPENAI_ENDPOINT"
    case .zhipu: "ZHIPUAI_BASE_URL"
    case .litellm: "LITELLM_PROXY_API_BASE"
    case .siliconflowInternational, .groq, .together, .dashscope, .moonshot, .openrouter: nil
    }
  }

  /// The environment variables that may hold the key, in order of precedence.
  var keyVariables: [String] {
    switch self {
    case .siliconflow, .siliconflowInternational: ["SILICONFLOW_API_KEY"]
    case .openai: ["OPENAI_API_KEY"]
    case .azure: ["AZURE_OPENAI_API_KEY"]
    case .groq: ["GROQ_API_KEY"]
    case .together: ["TOGETHER_API_KEY"]
    case .dashscope: ["DASHSCOPE_API_KEY"]
    case .zhipu: ["ZHIPUAI_API_KEY", "ZAI_API_KEY"]
    case .moonshot: ["MOONSHOT_API_KEY"]
    case .openrouter: ["OPENROUTER_API_KEY"]
    case .litellm: ["LITELLM_API_KEY", "LITELLM_PROXY_API_KEY", "LITELLM_MASTER_KEY"]
    }
  }

  var keyHeader: KeyHeader {
    self == .azure ? .apiKey : .bearer
  }

  /// The key variables of all providers, which child processes must not see.
  static var allKeyVariables: [String] {
    Array(Set(allCases.flatMap(\.keyVariables))).sorted()
  }
}

extension Provider {
  /// The server's address.
  /// - Parameters:
  ///   - baseURL: from the command line; overrides everything else.
  ///   - environment: may override the provider's base URL.
  /// - Throws: a sentence when there is none or it is invalid.
  func address(
    baseURL: String?, environment: [String: String], allowingInsecureHTTP: Bool = false
  ) throws(InvalidSetting) -> ServerAddress {
    let fromVariable = baseURLVariable.flatMap { environment[$0] }.flatMap { $0.isEmpty ? nil : $0 }
    guard let text = baseURL ?? fromVariable ?? self.baseURL else {
      throw InvalidSetting(
        "\(rawValue) has no common base URL: give yours with --base-url, "
          + "such as https://RESOURCE.openai.azure.com/openai/v1")
    }
    return try ServerAddress(
      text, allowingInsecureHTTP: allowingInsecureHTTP, defaultPath: defaultPath)
  }

  /// The key from the environment; nil when no variable holds one.
  /// - Throws: a sentence, without the key, when it is invalid.
  func key(environment: [String: String]) throws(InvalidSetting) -> APIKey? {
    for variable in keyVariables {
      guard let text = environment[variable], !text.allSatisfy(\.isWhitespace) else { continue }
      do {
        return try APIKey(text)
      } catch {
        throw InvalidSetting("\(variable): \(error.sentence)")
      }
    }
    return nil
  }

  /// The path of a base URL that was given as a host alone.
  private var defaultPath: [String] {
    switch self {
    case .azure: ["openai", "v1"]
    case .groq: ["openai", "v1"]
    case .dashscope: ["compatible-mode", "v1"]
    case .zhipu: ["api", "paas", "v4"]
    case .openrouter: ["api", "v1"]
    case .siliconflow, .siliconflowInternational, .openai, .together, .moonshot, .litellm: ["v1"]
    }
  }
}
