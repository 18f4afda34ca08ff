/// Whether an error says that the server has no list of batches, in any status: LiteLLM reports it as a 400
/// or 500 of the provider behind it.
enum UnsupportedList {
  static func isReported(
    in body: ErrorBody, status: Int, about subject: ServiceFailure.Subject
  ) -> Bool {
    guard subject == .list, [400, 403, 404, 422, 500, 501].contains(status),
      RefusedParameter(status: status, body: body) == nil
    else { return false }
    let message = (body.message ?? "").lowercased()
    let isUnimplemented =
      (body.kinds + [message]).contains {
        let folded = ErrorNames.folded($0)
        return folded.contains("notimplemented") || folded.contains("not implemented")
      }
    if isUnimplemented { return true }
    let namesList = message.split { !$0.isLetter && $0 != "_" }.contains { word in
      word.hasPrefix("list") && word != "listed"
    }
    return namesList && refusals.contains(where: message.contains)
  }

  private static let refusals = [
    "not supported", "unsupported", "not support", "n't support", "not available", "unavailable",
    "not yet support", "not offered", "not enabled", "cannot list", "can't list",
  ]
}
