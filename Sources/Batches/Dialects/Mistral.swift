extension Dialect {
  public static let mistral = Dialect(
    name: "mistral",
    server: Server(
      address: "https://api.mistral.ai/v1", path: ["v1"],
      addressVariables: usualAddress("MISTRAL"),
      keys: [KeyVariable(name: "MISTRAL_API_KEY")],
      keyPlace: "at https://console.mistral.ai/api-keys",
      console: "https://console.mistral.ai/build/batches"),
    list: List(
      path: ["batch", "jobs"], omitsEmptyMember: true, paging: .number("page"),
      limit: "page_size", parameters: [(name: "order_by", value: "-created")]),
    // Every end is there, whatever the status says of it.
    row: Row(fields: [("completed_at", .end)]), terms: BatchTerms(daysKept: nil))
}
