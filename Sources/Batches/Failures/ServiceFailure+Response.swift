extension ServiceFailure {
  /// What was requested; a 404 means one thing for the list and another for a single batch.
  public enum Subject: Sendable, Hashable {
    case list, batch
    /// The list of files.
    case files
    case file
    /// The bytes of a file.
    case content
    /// The request to cancel a batch.
    case cancellation

    /// Whether one thing is meant, by its id.
    var isSingle: Bool { self != .list && self != .files }
  }

  /// The failure that an error response reports.
  /// - Parameters:
  ///   - body: the decompressed body, or its beginning.
  ///   - now: seconds since 1970.
  public static func response(
    status: Int, headers: ResponseFacts = ResponseFacts(), body: [UInt8], now: Int,
    about subject: Subject = .list
  ) -> ServiceFailure {
    let error = errorBody(in: body)
    let blockade = Blockade(status: status, headers: headers, body: body)
    guard let blockade else {
      return failure(status: status, headers: headers, body: error, now: now, about: subject)
    }
    let classification = FailureClassification(blockedWith: status)
    var failure = ServiceFailure(
      classification.kind, blockade.summary(of: classification.kind, status: status),
      advice: blockade.advice,
      status: status, serverMessage: error.message, traceID: headers.traceID)
    if classification.isRetried {
      failure.retry = headers.wait(now: now).map { .after($0) } ?? .backoff
    }
    return failure
  }

  /// Also for an error reported with status 200.
  static func failure(
    status: Int, headers: ResponseFacts, body: ErrorBody, now: Int, about subject: Subject
  ) -> ServiceFailure {
    let classification = FailureClassification(status: status, body: body, subject: subject)
    // The advice "try again in a while" would contradict a failure that is not retried.
    let isLasting = classification.kind.isTransient && !classification.isRetried
    let hint = FailureHint(status: status, body: body, subject: subject)
    var failure = ServiceFailure(
      classification.kind,
      hint?.summary ?? classification.kind.summary(status: status, about: subject),
      advice: hint?.advice ?? (isLasting ? nil : classification.kind.advice(about: subject)),
      status: status,
      // A code that repeats the status says nothing.
      serverCode: body.code == String(status) ? nil : body.code,
      serverMessage: body.message, traceID: headers.traceID ?? body.traceID)
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
      body.isPage = ReadableText.isMarkup(bytes)
    }
    return body
  }
}
