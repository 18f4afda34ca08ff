extension ServiceFailure {
  /// The failure that a file's content turns out to be: an error with a success status, or a web page.
  /// - Returns: nil for the lines of a file, one of which may report an error of its own.
  public static func content(
    _ bytes: [UInt8], status: Int, headers: ResponseFacts, now: Int
  ) -> ServiceFailure? {
    let answer = SuccessBody(
      bytes: bytes, status: status, headers: headers, now: now, subject: .content)
    do throws(ServiceFailure) {
      let document = try answer.document()
      let isLine = lineNames.contains { document.member($0, of: JSONDocument.root) != nil }
      guard !isLine, case .error(let error) = Envelope(document, about: .content) else {
        return nil
      }
      return answer.failure(error)
    } catch {
      // Several lines are no single JSON text.
      return ReadableText.isMarkup(bytes) ? error : nil
    }
  }

  /// Names that the line of a request or a result has, and no answer of a server.
  private static let lineNames = ["custom_id", "key", "response", "result"]
}
