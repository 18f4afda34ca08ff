import Batches

/// What a server sent in reply to one request, redirects already followed.
struct Answer: Sendable {
  var status: Int
  var facts: ResponseFacts
  var body: [UInt8]
  /// Why the body may not be all of it; nil when it ended as it should.
  var interruption: ServiceFailure?

  var isSuccess: Bool { (200..<300).contains(status) }
}
