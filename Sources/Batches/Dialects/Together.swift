extension Dialect {
  /// The list is one bare array.
  public static let together = Dialect(
    name: "together",
    server: Server(
      address: "https://api.together.ai/v1", path: ["v1"],
      addressVariables: [AddressVariable(name: "TOGETHER_BASE_URL", isHost: true)],
      keys: [KeyVariable(name: "TOGETHER_API_KEY")],
      keyPlace: "at https://api.together.ai/settings/api-keys"),
    list: List(limit: nil),
    // Every end is there, whatever the status says of it.
    row: Row(fields: [("completed_at", .end), ("progress", .percent)]),
    terms: BatchTerms(daysKept: nil))
}
