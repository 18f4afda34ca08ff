extension Dialect {
  public static let cohere = Dialect(
    name: "cohere",
    server: Server(
      address: "https://api.cohere.com/v2", path: ["v2"],
      addressVariables: [AddressVariable(name: "CO_API_URL", isHost: true)],
      keys: [KeyVariable(name: "CO_API_KEY"), KeyVariable(name: "COHERE_API_KEY")],
      keyPlace: "at https://dashboard.cohere.com/api-keys"),
    list: List(
      omitsEmptyMember: true, paging: .token("page_token"), limit: "page_size", largestPage: 1000),
    // There is no time of the end; a batch that has ended is not updated any more.
    row: Row(fields: [("updated_at", .lastChange), ("status_reason", .errors)]),
    terms: BatchTerms(deadline: .unclear, daysKept: nil),
    files: Files(
      purpose: nil, input: .unreachable(datasets), output: .unreachable(datasets),
      errors: .unreachable(datasets), cancel: .verb("cancel")))

  private static let datasets = "Cohere keeps the requests and results of a batch in datasets"
}
