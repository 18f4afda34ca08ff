import Batches

/// What a server sent in reply to one request.
struct Answer: Sendable {
  var status = 0
  var headers = ResponseFacts()
  var body: [UInt8] = []
  /// The value of `Content-Encoding`.
  var coding: String?
  /// The value of `Location`.
  var location: String?
  /// Why the body may not be all of it; nil when it ended as it should.
  var interruption: ServiceFailure?

  var isSuccess: Bool { Self.isSuccess(status) }

  /// A whole status that tells of anything but success.
  var isError: Bool { status >= 300 }

  /// Whether the body begins as a text does, and not as compressed bytes.
  var holdsText: Bool {
    !body.isEmpty && body.prefix(64).allSatisfy { $0 >= 0x20 || [0x09, 0x0A, 0x0D].contains($0) }
  }

  static func isSuccess(_ status: Int) -> Bool { (200..<300).contains(status) }

  static func isRedirect(_ status: Int) -> Bool { [301, 302, 303, 307, 308].contains(status) }
}
