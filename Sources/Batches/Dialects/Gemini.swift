extension Dialect {
  /// Batches are long-running operations, whose metadata describes the batch.
  public static let gemini = Dialect(
    name: "gemini",
    server: Server(
      address: "https://generativelanguage.googleapis.com/v1", path: ["v1"],
      addressVariables: [AddressVariable(name: "GOOGLE_GEMINI_BASE_URL", isHost: true)],
      keys: [
        KeyVariable(name: "GOOGLE_API_KEY", style: .header("x-goog-api-key")),
        KeyVariable(name: "GEMINI_API_KEY", style: .header("x-goog-api-key")),
      ],
      keyPlace: "at https://aistudio.google.com/apikey"),
    list: List(
      member: "operations", omitsEmptyMember: true, paging: .token("pageToken"), limit: "pageSize"),
    row: Row(
      fields: [("name", .id), ("fileName", .inputFile), ("responsesFile", .outputFile)],
      inside: ["metadata", "inputConfig", "output"], idIsPath: true),
    terms: BatchTerms(daysKept: nil),
    files: Files(
      content: .verb("download"), contentParameters: [(name: "alt", value: "media")], purpose: nil,
      input: .unreachable("Gemini does not return files that were uploaded"), errors: .output,
      cancel: .verb("cancel")))
}
