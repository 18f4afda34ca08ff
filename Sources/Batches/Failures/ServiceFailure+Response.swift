extension ServiceFailure {
  /// What a request was about; a 404 means one thing for the list and another for one batch.
  public enum Subject: Sendable, Hashable {
    case list, batch
  }

  /// The failure that an error response stands for.
  /// - Parameters:
  ///   - body: the decoded body, or its beginning.
  ///   - now: seconds since 1970.
  public static func response(
    status: Int, headers: ResponseFacts = ResponseFacts(), body: [UInt8], now: Int,
    about subject: Subject = .list
  ) -> ServiceFailure {
    failure(
      status: status, headers: headers, words: words(in: body), now: now, about: subject)
  }

  /// Also for an error that a server told under status 200.
  static func failure(
    status: Int, headers: ResponseFacts, words: ServerWords, now: Int, about subject: Subject
  ) -> ServiceFailure {
    let verdict = FailureVerdict(status: status, words: words)
    // What is not tried again by itself is not said to pass by itself.
    let isLasting = verdict.kind.passesByItself && !verdict.isRetried
    var failure = ServiceFailure(
      verdict.kind, verdict.kind.summary(status: status, about: subject),
      advice: isLasting ? nil : verdict.kind.advice(about: subject), status: status,
      serverCode: words.code,
      serverMessage: words.message, traceID: headers.traceID)
    if verdict.isRetried {
      failure.retry = headers.wait(now: now).map { .after($0) } ?? .backoff
    }
    failure.refusedParameter = RefusedParameter(status: status, words: words)
    return failure
  }

  private static func words(in body: [UInt8]) -> ServerWords {
    var words = ServerWords(JSONValue(parsing: body) ?? .null)
    if words.isEmpty {
      let excerpt = ReadableText.excerpt(body)
      words.message = excerpt.isEmpty ? nil : excerpt
    }
    return words
  }
}
