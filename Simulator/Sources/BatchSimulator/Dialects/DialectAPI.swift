import Batches

/// The list and the batches of a provider whose API is another than SiliconFlow's.
struct DialectAPI: Sendable {
  let dialect: Dialect
  let fleet: Fleet

  /// The account of a provider that has accounts.
  static let account = "demo"

  /// The segments of the list's path.
  var listPath: [String] {
    dialect.server.path + dialect.list.path.map { $0 == "{account}" ? Self.account : $0 }
  }

  /// - Parameters:
  ///   - path: the segments of the request's path.
  ///   - time: epoch seconds.
  /// - Returns: nil for another path.
  func answer(path: [String], query: [String: String], at time: Int) -> Answer? {
    guard path.starts(with: listPath) else { return nil }
    switch path.count - listPath.count {
    case 0: return list(query, at: time)
    case 1: return batch(id: path[path.count - 1], at: time)
    default: return nil
    }
  }

  /// The id in the path that cancels a batch; nil for another path.
  func cancelledID(_ path: [String]) -> String? {
    guard path.starts(with: listPath) else { return nil }
    let rest = path.dropFirst(listPath.count).map { $0 }
    switch dialect.files.cancel {
    case .segment(let word): return rest.count == 2 && rest[1] == word ? rest[0] : nil
    case .verb(let word):
      guard rest.count == 1, rest[0].hasSuffix(":\(word)") else { return nil }
      return String(rest[0].dropLast(word.count + 1))
    case nil: return nil
    }
  }

  private func batch(id: String, at time: Int) -> Answer? {
    fleet.ordinal(of: id, at: time).map {
      Answer(Row(batch: fleet.batch($0, at: time), dialect: dialect).json(inList: false))
    }
  }

  // MARK: The list

  /// Where a page starts and how many rows it has.
  private struct PageQuery {
    var after: Int?
    var limit: Int
    /// For pages that are counted.
    var number = 0
  }

  private func list(_ query: [String: String], at time: Int) -> Answer {
    var pageQuery = PageQuery(limit: BatchAPI.defaultLimit)
    if let name = dialect.list.limit, let limit = query[name] {
      guard let number = Int(limit), number >= 1, number <= dialect.list.largestPage ?? 1000 else {
        return refusal("\(name) must be from 1 to \(dialect.list.largestPage ?? 1000)")
      }
      pageQuery.limit = number
    }
    switch dialect.list.paging {
    case .after(let name):
      if let id = query[name] {
        guard let ordinal = fleet.ordinal(of: id, at: time) else {
          return refusal("\(name): no such batch")
        }
        pageQuery.after = ordinal
      }
      // Together has one page.
      if dialect == .together { pageQuery.limit = Int.max / 2 }
    case .token(let name):
      if let token = query[name] {
        guard let ordinal = Self.ordinal(ofToken: token) else {
          return refusal("\(name) is no token of this list")
        }
        pageQuery.after = ordinal
      }
    case .number(let name):
      pageQuery.number = query[name].flatMap { Int($0) } ?? 0
      let count = fleet.count(at: time)
      pageQuery.after = max(0, count - pageQuery.number * pageQuery.limit)
    }
    return Answer(page(pageQuery, at: time))
  }

  private func page(_ pageQuery: PageQuery, at time: Int) -> JSONValue {
    let page = fleet.page(after: pageQuery.after, limit: pageQuery.limit, at: time)
    let rows = JSONValue.array(
      page.batches.map { Row(batch: $0, dialect: dialect).json(inList: true) })
    let token = page.hasMore ? Self.token(of: page.ordinals.lowerBound) : nil
    var members: [JSONMember]
    switch dialect {
    case .together: return rows
    case .mistral:
      return .object([
        JSONMember("object", .string("list")),
        JSONMember("total", .number(String(fleet.count(at: time)))), JSONMember("data", rows),
      ])
    case .cohere:
      members = [JSONMember("batches", rows)]
      if let token { members.append(JSONMember("next_page_token", .string(token))) }
    case .fireworks:
      members = [
        JSONMember("batchInferenceJobs", rows), JSONMember("nextPageToken", .string(token ?? "")),
        JSONMember("totalSize", .number(String(fleet.count(at: time)))),
      ]
    case .gemini:
      members = page.batches.isEmpty ? [] : [JSONMember("operations", rows)]
      if let token { members.append(JSONMember("nextPageToken", .string(token))) }
    case .xai:
      members = [JSONMember("batches", rows), JSONMember("pagination_token", .optional(token))]
    case .groq:
      members = [
        JSONMember("object", .string("list")), JSONMember("data", rows),
        JSONMember("paging", .object([JSONMember("next_cursor", .optional(token))])),
      ]
    default:
      members = [
        JSONMember("object", .string("list")), JSONMember("data", rows),
        JSONMember("first_id", .optional(page.batches.first?.id)),
        JSONMember("last_id", .optional(page.batches.last?.id)),
        JSONMember("has_more", .bool(page.hasMore)),
      ]
    }
    return .object(members)
  }

  private func refusal(_ message: String) -> Answer {
    Answer(
      .object([
        JSONMember(
          "error",
          .object([
            JSONMember("message", .string(message)),
            JSONMember("type", .string("invalid_request_error")),
          ]))
      ]), status: 400)
  }

  /// Tokens are opaque: no client may build one from an id.
  private static func token(of ordinal: Int) -> String { "page/\(String(ordinal, radix: 36))=" }

  private static func ordinal(ofToken token: String) -> Int? {
    guard token.hasPrefix("page/"), token.hasSuffix("=") else { return nil }
    return Int(token.dropFirst(5).dropLast(), radix: 36)
  }
}
