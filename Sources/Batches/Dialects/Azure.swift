extension Dialect {
  /// A dated API version has its list at `/openai/batches`, the current API at `/openai/v1/batches`.
  public static let azure = Dialect(
    name: "azure",
    server: Server(
      address: nil, path: ["openai", "v1"],
      addressVariables: [AddressVariable(name: "AZURE_OPENAI_ENDPOINT", isHost: true)],
      keys: [
        KeyVariable(name: "AZURE_OPENAI_AD_TOKEN"),
        KeyVariable(name: "AZURE_OPENAI_API_KEY", style: .header("api-key")),
      ],
      variableHeaders: openAIHeaders, projectVariable: openAIProject,
      versionVariable: "OPENAI_API_VERSION",
      keyPlace: "in the Azure portal"),
    list: List(largestPage: 100),
    // Batches run on past the 24 hours.
    terms: BatchTerms(deadline: .target))
}
