extension Dialect {
  /// xAI's REST API; its SDK speaks gRPC.
  public static let xai = Dialect(
    name: "xai",
    server: Server(
      address: "https://api.x.ai/v1", path: ["v1"],
      addressVariables: usualAddress("XAI"),
      keys: [KeyVariable(name: "XAI_API_KEY")],
      keyPlace: "at https://console.x.ai"),
    list: List(paging: .token("pagination_token")),
    row: Row(fields: [("cancel_by_xai_message", .errors)], status: .byCounts),
    terms: BatchTerms(deadline: .unclear, daysKept: nil),
    files: Files(
      purpose: nil, input: .unreachable("xAI does not return the requests of a batch"),
      output: .unreachable(xaiResults), errors: .unreachable(xaiResults), cancel: .verb("cancel")))

  private static let xaiResults = "xAI returns results in pages and not as a file"
}
