/// The body of a response with a success status, and the failures that it may turn out to be.
struct SuccessBody {
  var bytes: [UInt8]
  var status: Int
  var headers: ResponseFacts
  var now: Int
  var subject: ServiceFailure.Subject

  func document() throws(ServiceFailure) -> JSONDocument {
    do {
      let most = !subject.isSingle ? DecodingLimits.elementsPerPage : .max
      return try JSONParser.parse(bytes, maximumElements: most)
    } catch {
      throw failure(error)
    }
  }

  /// An error reported with a success status.
  func failure(_ error: ErrorBody) -> ServiceFailure {
    .failure(status: status, headers: headers, body: error, now: now, about: subject)
  }

  /// For JSON that is neither a list nor a batch nor an error.
  func otherShape() -> ServiceFailure {
    switch subject {
    case .list: notTheAPI("This is not the batch API: the JSON has no list of batches")
    case .batch, .cancellation: notTheAPI("This is not the batch API: the JSON has no batch")
    case .files: notTheAPI("This is not the batch API: the JSON has no list of files")
    case .file, .content: notTheAPI("This is not the batch API: the JSON has no file")
    }
  }

  /// For a list whose rows have no id.
  func otherProtocol(_ found: ListProtocol) -> ServiceFailure {
    var failure = notTheAPI(found.summary)
    failure.advice = "Check the base URL, and --provider for servers with a protocol of their own"
    return failure
  }

  /// For a list whose rows are no batches.
  func otherList(_ found: OtherList) -> ServiceFailure {
    var failure = notTheAPI(found.summary)
    failure.advice = "Check the base URL: batches are listed at /batches below it"
    return failure
  }

  private func failure(_ problem: JSONProblem) -> ServiceFailure {
    switch problem {
    case .empty:
      return notTheAPI("The response is empty", retry: .backoff)
    case .tooLarge:
      return make(
        .tooLarge, "The response is larger than \(DecodingLimits.bodyBytes / 1024 / 1024) MiB")
    case .tooManyValues:
      return make(
        .tooLarge, "The response has more than \(DecodingLimits.valuesPerBody.grouped) values")
    case .truncated where beginsLikeJSON:
      return make(.truncated, "The response is cut off", retry: .backoff)
    case .unexpected(let offset) where beginsLikeJSON:
      return notTheAPI("The response is malformed JSON (at byte \(offset))")
    case .truncated, .unexpected:
      if ReadableText.isBinary(bytes) {
        return notTheAPI("This is not the batch API: the response is binary")
      }
      if !ReadableText.isMarkup(bytes) {
        return notTheAPI("This is not the batch API: the response is plain text")
      }
      return notTheAPI(
        "This is not the batch API: the response is \(Markup.isHTML(bytes) ? "HTML" : "XML")")
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
