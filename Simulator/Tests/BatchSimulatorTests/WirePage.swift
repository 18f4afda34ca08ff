import FoundationEssentials

@testable import BatchSimulator

/// A page as a strict reader of the documented schema sees it.
struct WirePage: Decodable {
  struct Item: Decodable {
    struct Counts: Decodable {
      var total: Int
      var completed: Int
      var failed: Int
    }

    var id: String
    var object: String
    var endpoint: String
    var errors: [String]?
    var inputFileId: String
    var completionWindow: String
    var status: String
    var outputFileId: String?
    var errorFileId: String?
    var createdAt: Int
    var expiresAt: Int
    var inProgressAt: Int?
    var finalizingAt: Int?
    var completedAt: Int?
    var failedAt: Int?
    var expiredAt: Int?
    var cancellingAt: Int?
    var cancelledAt: Int?
    var requestCounts: Counts?
    var metadata: [String: String]?
    var fileName: String?
  }

  var object: String
  var data: [Item]
  var firstId: String?
  var lastId: String?
  var hasMore: Bool?

  init(_ bytes: [UInt8]) throws {
    self = try Self.decode(bytes)
  }

  /// Decodes any part of the schema.
  static func decode<Part: Decodable>(_ bytes: [UInt8]) throws -> Part {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(Part.self, from: Data(bytes))
  }

  var ids: [String] { data.map(\.id) }
}

extension Answer {
  var text: String { String(decoding: body, as: UTF8.self) }

  func page() throws -> WirePage { try WirePage(body) }
}
