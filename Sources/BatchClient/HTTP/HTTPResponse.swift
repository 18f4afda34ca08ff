import Batches

/// A server's response to one request.
struct HTTPResponse: Sendable {
  var status = 0
  var headers = ResponseFacts()
  var body: [UInt8] = []
  /// The value of `Content-Encoding`.
  var coding: String?
  /// The value of `Location`.
  var location: String?
  /// Which part of a file the body is; nil where it is the whole.
  var range: ContentRange?
  /// What distinguishes the versions of a file; its size is that of the body, as it is sent.
  var version = ContentVersion()
  /// Whether the server says where the body ends, by a length, with chunks or as HTTP/2 does, and not by
  /// closing the connection.
  var hasMarkedEnd = false
  /// Why the body may be incomplete; nil when it ended properly.
  var interruption: ServiceFailure?

  var isSuccess: Bool { Self.isSuccess(status) }

  /// Whether there is a status, and it is not a success.
  var isError: Bool { status >= 300 }

  /// Whether the body begins like text and not like compressed data.
  var holdsText: Bool {
    !body.isEmpty && body.prefix(64).allSatisfy { $0 >= 0x20 || [0x09, 0x0A, 0x0D].contains($0) }
  }

  static func isSuccess(_ status: Int) -> Bool { (200..<300).contains(status) }

  /// A redirect that does not turn a POST into a GET.
  static func keepsMethod(_ status: Int) -> Bool { [307, 308].contains(status) }

  static func isRedirect(_ status: Int) -> Bool { [301, 302, 303, 307, 308].contains(status) }
}
