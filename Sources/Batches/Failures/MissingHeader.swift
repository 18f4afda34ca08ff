/// Whether an error says that the request lacks a header other than that of the key: gateways want their own
/// on every request.
enum MissingHeader {
  static func isReported(in body: ErrorBody) -> Bool {
    // The header of the key is not sent with --header.
    guard let message = body.message?.lowercased(), !KeyRefusal.isReported(in: body),
      wants.contains(where: message.contains)
    else { return false }
    let names = message.split { !$0.isLetter && !$0.isNumber && $0 != "-" }
    if names.contains(where: keys.contains) { return false }
    return message.contains("header") || names.contains { $0.hasPrefix("x-") && $0.count > 3 }
  }

  private static let wants = [
    "missing", "required", "must", "need", "expected", "provide", "not set", "not found", "specify",
    "invalid", "absent", "without",
  ]
  /// The headers that carry a key, in lower case.
  private static let keys: Set<Substring> = [
    "authorization", "x-api-key", "api-key", "x-goog-api-key", "authentication", "bearer",
  ]
}
