extension Dialect {
  /// Message batches.
  public static let anthropic = Dialect(
    name: "anthropic",
    server: Server(
      address: "https://api.anthropic.com/v1", path: ["v1"],
      addressVariables: [AddressVariable(name: "ANTHROPIC_BASE_URL", isHost: true)],
      keys: [
        KeyVariable(name: "ANTHROPIC_API_KEY"), KeyVariable(name: "ANTHROPIC_AUTH_TOKEN"),
      ],
      headers: [(name: "anthropic-version", value: "2026-10-21")],
      keyPlace: "at https://console.anthropic.com/settings/keys",
      console: "https://platform.claude.com/settings/workspaces/default/batches"),
    list: List(path: ["messages", "batches"], paging: .after("after_id"), largestPage: 1000),
    row: Row(fields: [("archived_at", .resultsGone)], status: .endedByCounts, countsAtEnd: true),
    terms: BatchTerms(daysKept: 29, keptFromCreation: true),
    files: Files(
      purpose: nil, input: .unreachable("Anthropic does not return the requests of a batch"),
      output: .batch, errors: .output))
}
