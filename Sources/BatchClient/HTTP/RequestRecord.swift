import Batches
import Secrets

/// One attempt at a request and its outcome, for a log. No part of it contains the key.
public struct RequestRecord: Sendable, Hashable {
  /// Path and query, percent-encoded, without the query of the base URL, which may hold a secret.
  public let target: String
  public let duration: Duration
  /// Of the response; nil without one.
  public let status: Int?
  /// Of the decompressed body; nil without a complete response.
  public let bytes: Int?
  /// As the server named the request, for its operator.
  public let traceID: String?
  /// nil when the try succeeded.
  public let failure: ServiceFailure?

  init(
    _ target: RequestTarget, since start: ContinuousClock.Instant, response: HTTPResponse?,
    failure: ServiceFailure?, mask: KeyMask
  ) {
    self.target = mask.hidingParts(in: target.shown)
    duration = ContinuousClock.now - start
    status = response?.status ?? failure?.status
    bytes = response?.body.count
    traceID = response?.headers.traceID.map { mask.hidingParts(in: $0) } ?? failure?.traceID
    self.failure = failure
  }

  /// Of a content that was streamed.
  /// - Parameter place: where from, without anything that may be secret.
  init(
    _ place: String, since start: ContinuousClock.Instant, _ response: HTTPResponse, bytes: Int?,
    failure: ServiceFailure?, mask: KeyMask
  ) {
    target = mask.hidingParts(in: place)
    duration = ContinuousClock.now - start
    status = response.status > 0 ? response.status : failure?.status
    self.bytes = bytes
    traceID = response.headers.traceID.map { mask.hidingParts(in: $0) } ?? failure?.traceID
    self.failure = failure
  }
}
