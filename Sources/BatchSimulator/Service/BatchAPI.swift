import Batches

/// The service without a network: from a request and the time to the answer.
struct BatchAPI: Sendable {
  /// Rows of a page when the request names no limit, and at most.
  static let defaultLimit = 20
  static let limits = 1...100

  var fleet: Fleet
  var keyRule: KeyRule

  /// - Parameter time: epoch seconds.
  func answer(_ call: Call, at time: Int) -> Answer {
    let path = call.path.split(separator: "/")
    guard call.method == "GET", path.starts(with: ["v1", "batches"]) else { return .noSuchPage }
    if let refusal = keyRule.refusal(of: call.authorization) { return refusal }
    switch path.count {
    case 2: return list(call.query, at: time)
    case 3: return batch(id: String(path[2]), at: time)
    default: return .noSuchPage
    }
  }

  private func list(_ query: [String: String], at time: Int) -> Answer {
    var limit = Self.defaultLimit
    if let wanted = query["limit"] {
      guard let number = Int(wanted), Self.limits.contains(number) else { return .badLimit }
      limit = number
    }
    var cursor: Int?
    if let after = query["after"], !after.isEmpty {
      cursor = fleet.ordinal(of: after, at: time)
      guard cursor != nil else { return .goneCursor }
    }
    return Answer(ListPage(fleet.page(after: cursor, limit: limit, at: time)).json)
  }

  private func batch(id: String, at time: Int) -> Answer {
    guard let ordinal = fleet.ordinal(of: id, at: time) else { return .noSuchPage }
    return Answer(fleet.batch(ordinal, at: time).json(inList: false))
  }
}
