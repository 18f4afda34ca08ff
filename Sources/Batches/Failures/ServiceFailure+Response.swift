extension ServiceFailure {
  /// What was requested; a 404 means one thing for the list and another for a single batch.
  public enum Subject: Sendable, Hashable {
    case list, batch
  }

  /// The failure that an error response reports.
  /// - Parameters:
  ///   - body: the decompressed body, or its beginning.
  ///   - now: seconds since 1970.
  public static func response(
    status: Int, headers: ResponseFacts = ResponseFacts(), body: [UInt8], now: Int,
    about subject: Subject = .list
  ) -> ServiceFailure {
    failure(
      status: status, headers: headers, body: errorBody(in: body), now: now, about: subject)
  }

  /// Also for an error reported with status 200.
  static func failure(
    status: Int, headers: ResponseFacts, body: ErrorBody, now: Int, about subject: Subject
  ) -> ServiceFailure {
    let classification = FailureClassification(status: status, body: body)
    // The advice "try again in a while" would contradict a failure that is not retried.
    let isLasting = classification.kind.isTransient && !classification.isRetried
    var failure = ServiceFailure(
      classification.kind, classification.kind.summary(status: status, about: subject),
      advice: isLasting ? nil : classification.kind.advice(about: subject), status: status,
      serverCode: body.code,
      serverMessage: body.message, traceID: headers.traceID)
    if classification.isRetried {
      failure.retry = headers.wait(now: now).map { .after($0) } ?? .backoff
    }
    failure.refusedParameter = RefusedParameter(status: status, body: body)
    return failure
  }

  private static func errorBody(in bytes: [UInt8]) -> ErrorBody {
    var body = ErrorBody(JSONValue(parsing: bytes) ?? .null)
    if body.isEmpty {
      let excerpt = ReadableText.excerpt(bytes)
      body.message = excerpt.isEmpty ? nil : excerpt
    }
    return body
  }
}
