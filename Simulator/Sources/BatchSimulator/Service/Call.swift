/// The part of a request that the service uses.
struct Call: Sendable, Hashable {
  var method = "GET"
  /// Without the query.
  var path: String
  /// Decoded.
  var query: [String: String] = [:]
  /// The value of the `Authorization` header.
  var authorization: String?
  /// The value of the `Range` header.
  var range: String?
  /// The value of the `If-Range` header.
  var ifRange: String?
}
