extension Dialect {
  public static let groq = Dialect(
    name: "groq",
    server: Server(
      address: "https://api.groq.com/openai/v1", path: ["openai", "v1"],
      addressVariables: [AddressVariable(name: "GROQ_BASE_URL", isHost: true)],
      keys: [KeyVariable(name: "GROQ_API_KEY")], keyPlace: "at https://console.groq.com/keys"),
    list: List(paging: .token("cursor"), limit: nil),
    terms: BatchTerms(daysKept: nil))
}
