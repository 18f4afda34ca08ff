extension ServiceFailure {
  /// Fewer bytes have come than there are.
  public static func shortContent(received: Int, of size: Int) -> ServiceFailure {
    ServiceFailure(
      .truncated,
      "The file broke off: \(received.grouped) of \(size.grouped) bytes have come",
      advice: adviceToWait, retry: .backoff)
  }

  /// The server's record of a file gives another size than a transfer that is complete has.
  public static func otherSize(received: Int, recorded size: Int) -> ServiceFailure {
    ServiceFailure(
      .notTheAPI,
      "The file has \(received.grouped) bytes, and the server's record of it says \(size.grouped)",
      advice: "Ask the provider which is right; without -o, the bytes are printed all the same")
  }

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

  /// Whether a content begins like HTML or XML, as no file of a batch does.
  public static func isMarkup(_ beginning: [UInt8]) -> Bool { ReadableText.isMarkup(beginning) }

  /// Names that the line of a request or a result has, and no answer of a server.
  private static let lineNames = [
    "custom_id", "customId", "key", "recordId", "record_id", "batch_request_id", "response",
    "result",
    "batch_result", "body", "request", "modelInput", "modelOutput",
  ]
}
