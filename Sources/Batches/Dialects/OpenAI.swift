extension Dialect {
  /// The organisation and the project of the key, which OpenAI's own SDK takes from these variables.
  static let openAIHeaders = [
    (name: "OpenAI-Organization", variable: "OPENAI_ORG_ID"),
    (name: "OpenAI-Project", variable: openAIProject),
  ]
  static let openAIProject = "OPENAI_PROJECT_ID"

  public static let openai = Dialect(
    name: "openai",
    server: Server(
      address: "https://api.openai.com/v1", path: ["v1"],
      addressVariables: [
        AddressVariable(name: "OPENAI_BASE_URL", isHost: false),
        // Of the SDK before its version 1, and of much that was built on it.
        AddressVariable(name: "OPENAI_API_BASE", isHost: false),
      ],
      keys: [KeyVariable(name: "OPENAI_API_KEY")], variableHeaders: openAIHeaders,
      projectVariable: openAIProject,
      keyPlace: "at https://platform.openai.com/api-keys",
      console: "https://platform.openai.com/batches/{id}"),
    list: List(largestPage: 100))
}
