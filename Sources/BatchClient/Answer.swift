import Batches

/// What a server sent in reply to one request, redirects already followed.
struct Answer: Sendable {
  var status: Int
  var headers: ResponseFacts
  var body: [UInt8]
  /// A compression of the body that nobody asked for and that was not undone.
  var coding: String?
  /// Why the body may not be all of it; nil when it ended as it should.
  var interruption: ServiceFailure?

  var isSuccess: Bool { (200..<300).contains(status) }
}
