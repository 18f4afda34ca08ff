/// The body of a response with a good status, and the failures that it may turn out to be.
struct SuccessBody {
  var bytes: [UInt8]
  var status: Int
  var headers: ResponseFacts
  var now: Int
  var subject: ServiceFailure.Subject

  func document() throws(ServiceFailure) -> JSONDocument {
    do {
      let most = subject == .list ? DecodingLimits.elementsPerPage : .max
      return try JSONParser.parse(bytes, mostElements: most)
    } catch {
      throw failure(error)
    }
  }

  /// An error told under a good status.
  func failure(_ error: ErrorBody) -> ServiceFailure {
    .failure(status: status, headers: headers, body: error, now: now, about: subject)
  }

  /// Well formed, but neither a list nor a batch nor an error.
  func otherShape() -> ServiceFailure {
    switch subject {
    case .list: notTheAPI("This is not the API: JSON without a list of batches")
    case .batch: notTheAPI("This is not the API: JSON without a batch")
    }
  }

  private func failure(_ problem: JSONProblem) -> ServiceFailure {
    switch problem {
    case .empty:
      return notTheAPI("The answer is empty", retry: .backoff)
    case .tooLarge:
      return make(
        .tooLarge, "The answer is larger than \(DecodingLimits.bodyBytes / 1024 / 1024) MiB")
    case .tooManyValues:
      return make(
        .tooLarge, "The answer holds more than \(DecodingLimits.valuesPerBody.grouped) values")
    case .truncated where beginsLikeJSON:
      return make(.truncated, "The answer stops in the middle", retry: .backoff)
    case .unexpected(let offset) where beginsLikeJSON:
      return notTheAPI("The answer is broken JSON (at byte \(offset))")
    case .truncated, .unexpected:
      if ReadableText.isBinary(bytes) { return notTheAPI("This is not the API: no text") }
      if !ReadableText.isMarkup(bytes) { return notTheAPI("This is not the API: plain text") }
      return notTheAPI("This is not the API: \(Markup.isHTML(bytes) ? "HTML" : "XML")")
    }
  }

  private var beginsLikeJSON: Bool {
    guard let first = ASCII.beginning(of: bytes).first else { return false }
    return [ASCII.openBrace, ASCII.openBracket, ASCII.quote].contains(first)
  }

  private func notTheAPI(
    _ summary: String, retry: ServiceFailure.Retry = .never
  ) -> ServiceFailure {
    make(.notTheAPI, summary, excerpt: ReadableText.excerpt(bytes), retry: retry)
  }

  private func make(
    _ kind: ServiceFailure.Kind, _ summary: String, excerpt: String = "",
    retry: ServiceFailure.Retry = .never
  ) -> ServiceFailure {
    ServiceFailure(
      kind, summary, advice: kind.advice(about: subject), status: status,
      serverMessage: excerpt.isEmpty ? nil : excerpt, retry: retry, traceID: headers.traceID)
  }
}
