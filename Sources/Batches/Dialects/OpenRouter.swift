extension Dialect {
  public static let openrouter = Dialect(
    name: "openrouter",
    server: Server(
      address: "https://openrouter.ai/api/v1", path: ["api", "v1"],
      addressVariables: usualAddress("OPENROUTER"),
      keys: [KeyVariable(name: "OPENROUTER_API_KEY")],
      keyPlace: "at https://openrouter.ai/settings/keys"),
    list: List(largestPage: 100), terms: BatchTerms(daysKept: nil))
}
