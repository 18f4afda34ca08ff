import Batches

/// The service without a network: a function from a request and the time to a response.
struct BatchAPI: Sendable {
  /// The rows of a page by default, and the allowed values of `limit`.
  static let defaultLimit = 20
  static let limits = 1...100

  var fleet: Fleet
  var keyRule = KeyRule.none
  var faults: [FaultRule] = []
  var seed: UInt64
  /// Whose API is served.
  var dialect = Dialect.siliconflow

  /// - Parameters:
  ///   - number: of the request, from 0 in order of arrival.
  ///   - time: epoch seconds.
  func answer(_ call: Call, number: Int, at time: Int) -> Answer {
    let fault = faults.fault(forRequest: number, seed: seed)
    var answer = fault?.refusal(of: call) ?? answer(call, at: time, under: fault)
    answer.delivery = fault?.delivery(of: answer) ?? .whole
    return answer
  }

  private func answer(_ call: Call, at time: Int, under fault: Fault?) -> Answer {
    let path = call.path.split(separator: "/").map(String.init)
    let listPath = DialectAPI(dialect: dialect, fleet: fleet).listPath
    guard call.method == "GET", path.starts(with: listPath) else { return .noSuchPage }
    if let refusal = keyRule.refusal(of: call.authorization) { return refusal }
    if dialect != .siliconflow {
      return DialectAPI(dialect: dialect, fleet: fleet)
        .answer(path: path, query: call.query, at: time) ?? .noSuchPage
    }
    switch path.count {
    case 2: return list(call.query, at: time, under: fault)
    case 3: return batch(id: path[2], at: time)
    default: return .noSuchPage
    }
  }

  private func list(_ query: [String: String], at time: Int, under fault: Fault?) -> Answer {
    var request = ListRequest(cursor: nil, limit: Self.defaultLimit)
    if let limit = query["limit"] {
      guard let number = Int(limit), Self.limits.contains(number) else { return .badLimit }
      request.limit = number
    }
    if let after = query["after"], !after.isEmpty {
      request.cursor = fleet.ordinal(of: after, at: time)
      guard request.cursor != nil else { return .goneCursor }
    }
    request = fault?.redirected(request, count: fleet.count(at: time)) ?? request
    var page = ListPage(fleet.page(after: request.cursor, limit: request.limit, at: time))
    page = fault?.applied(to: page, of: request, seed: seed) ?? page
    return fault?.reshaped(page) ?? Answer(page.json)
  }

  private func batch(id: String, at time: Int) -> Answer {
    guard let ordinal = fleet.ordinal(of: id, at: time) else { return .noSuchPage }
    return Answer(fleet.batch(ordinal, at: time).json(inList: false))
  }
}
