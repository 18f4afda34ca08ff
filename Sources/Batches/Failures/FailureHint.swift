/// What some errors mean beyond their status.
struct FailureHint: Equatable {
  var summary: String?
  var advice: String?

  init?(status: Int, body: ErrorBody, subject: ServiceFailure.Subject) {
    if status == 405, body.isPage {
      advice = ServiceFailure.Kind.notTheAPI.advice(about: subject)
      return
    }
    if [405, 501].contains(status) && subject == .list
      || UnsupportedList.isReported(in: body, status: status, about: subject)
    {
      summary = "This server does not list batches"
      advice = "`lazybatch show ID` may work"
      return
    }
    if status >= 400, RefusedParameter(status: status, body: body) == .limit {
      summary = "The server rejected the page size"
      advice = "Set another with --page-size"
      return
    }
    guard (400..<500).contains(status) else { return nil }
    if Self.isAboutAddress(body), status == 401 || status == 403 {
      summary = "The server does not accept requests from this network address"
      advice =
        "Add the address of this machine to those that the organisation allows, or use another network"
      return
    }
    if MissingHeader.isReported(in: body) {
      if status == 401 { summary = "The server wants a header that the request does not have" }
      advice = "Send the header that it asks for with --header 'NAME: VALUE'"
      return
    }
    if let owner = Self.owner(in: body), status == 401 || status == 403 {
      summary = "The key was rejected for this \(owner)"
      advice =
        "Set OPENAI_ORG_ID and OPENAI_PROJECT_ID to the organisation and project of the key, "
        + "or unset them; they are sent with --provider openai or azure"
      return
    }
    if KeyRefusal.isReported(in: body) { return nil }
    let message = (body.message ?? "").lowercased()
    if message.contains("api-version") || message.contains("api version") {
      advice =
        "Check the api-version of the base URL: one with a date belongs to /openai, "
        + "none or \"preview\" to /openai/v1"
      return
    }
    return nil
  }

  /// Whether the error is about where the request comes from.
  private static func isAboutAddress(_ body: ErrorBody) -> Bool {
    if body.kinds.contains(where: { kind in
      kind.withBytes { NameWords.split($0) }.contains { $0.elementsEqual("ip".utf8) }
    }) {
      return true
    }
    let message = (body.message ?? "").lowercased()
    let words = message.split { !$0.isLetter }
    return words.contains("ip")
      && ["allow", "whitelist", "authoriz", "authoris", "permit", "restrict", "block", "denied"]
        .contains(where: message.contains)
      || message.contains("ip白名单") || message.contains("ip 白名单")
  }

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
