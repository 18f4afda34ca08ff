/// What some errors mean beyond their status.
struct FailureHint: Equatable {
  var summary: String?
  var advice: String?

  init?(status: Int, body: ErrorBody, subject: ServiceFailure.Subject) {
    if status == 405, body.isPage {
      advice = ServiceFailure.Kind.notTheAPI.advice(about: subject)
      return
    }
    if [405, 501].contains(status), subject == .list {
      summary = "This server does not list batches"
      advice = "`lazybatch show ID` may work"
      return
    }
    guard (400..<500).contains(status) else { return nil }
    if RefusedParameter(status: status, body: body) == .limit {
      summary = "The server rejected the page size"
      advice = "Set another with --page-size"
      return
    }
    if let owner = Self.owner(in: body), status == 401 || status == 403 {
      summary = "The key was rejected for this \(owner)"
      advice =
        "Set OPENAI_ORG_ID and OPENAI_PROJECT_ID to the organisation and project of the key, "
        + "or unset them; they are sent with --provider openai or azure"
      return
    }
    // The header of the key is not sent with --header.
    if KeyRefusal.isReported(in: body) { return nil }
    let message = (body.message ?? "").lowercased()
    if message.contains("header"), Self.wants.contains(where: message.contains), status != 401 {
      advice = "Send the header that it asks for with --header 'NAME: VALUE'"
      return
    }
    if message.contains("api-version") || message.contains("api version") {
      advice =
        "Check the api-version of the base URL: one with a date belongs to /openai, "
        + "none or \"preview\" to /openai/v1"
      return
    }
    return nil
  }

  private static let wants = [
    "missing", "required", "must", "need", "expected", "provide", "not set", "not found", "specify",
    "invalid", "absent", "without",
  ]

  /// "organisation" or "project", where the error says that the wrong one was named, or none.
  private static func owner(in body: ErrorBody) -> String? {
    let words = body.kinds.map { $0.lowercased() }
    for (sign, name) in [("project", "project"), ("organi", "organisation")] {
      if words.contains(where: { $0.contains(sign) }) { return name }
    }
    let message = (body.message ?? "").lowercased()
    guard
      message.contains("header") || message.contains("must") || message.contains("member of")
        || message.contains("specify") || message.contains("mismatch")
    else { return nil }
    if message.contains("project") { return "project" }
    return message.contains("organization") || message.contains("organisation")
      ? "organisation" : nil
  }
}
