extension Dialect {
  /// Batch inference jobs of an account.
  public static let fireworks = Dialect(
    name: "fireworks",
    server: Server(
      address: "https://api.fireworks.ai/v1", path: ["v1"],
      addressVariables: [AddressVariable(name: "FIREWORKS_BASE_URL", isHost: true)],
      keys: [KeyVariable(name: "FIREWORKS_API_KEY")],
      accountVariable: "FIREWORKS_ACCOUNT_ID",
      keyPlace: "at https://app.fireworks.ai/settings/users/api-keys"),
    list: List(
      path: ["accounts", "{account}", "batchInferenceJobs"], member: "batchInferenceJobs",
      omitsEmptyMember: true, paging: .token("pageToken"), limit: "pageSize", largestPage: 200),
    // There is no time of the end; a job that has ended is not updated any more. Errors are in the
    // output dataset, too.
    row: Row(
      fields: [("name", .id), ("updateTime", .lastChange), ("status", .outcome)], idIsPath: true),
    terms: BatchTerms(daysKept: nil),
    files: Files(
      purpose: nil, input: .unreachable(fireworksDatasets), output: .unreachable(fireworksDatasets),
      errors: .unreachable(fireworksDatasets), cancel: nil))

  private static let fireworksDatasets =
    "Fireworks keeps the requests and results of a batch in datasets"
}
