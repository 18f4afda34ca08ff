import Batches

/// The service without a network: a function from a request and the time to a response.
struct BatchAPI: Service {
  /// The rows of a page by default, and the allowed values of `limit`.
  static let defaultLimit = 20
  static let limits = 1...100

  var fleet: Fleet
  var keyRule = KeyRule.none
  var faults: [FaultRule] = []
  var seed: UInt64
  /// Whose API is served.
  var dialect = Dialect.siliconflow
  /// Scheme, host and port of the place where files are kept; nil without one.
  var storage: String?

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
    let api = DialectAPI(dialect: dialect, fleet: fleet)
    let isOfFiles = files.listPath.map { path.starts(with: $0) } ?? false
    guard isOfFiles || path.starts(with: api.listPath), ["GET", "POST"].contains(call.method) else {
      return .noSuchPage
    }
    if call.method == "POST" {
      guard let id = api.cancelledID(path) else { return .noSuchPage }
      return keyRule.refusal(of: call.authorization) ?? cancel(id, at: time)
    }
    if let refusal = keyRule.refusal(of: call.authorization) { return refusal }
    if isOfFiles { return files.answer(call, path: path, at: time, under: fault) ?? .noSuchPage }
    if dialect != .siliconflow {
      return api.answer(path: path, query: call.query, at: time) ?? .noSuchPage
    }
    switch path.count {
    case 2: return list(call.query, at: time, under: fault)
    case 3: return batch(id: path[2], at: time, under: fault)
    default: return .noSuchPage
    }
  }

  var files: FilesAPI { FilesAPI(dialect: dialect, fleet: fleet, storage: storage) }

  private func cancel(_ id: String, at time: Int) -> Answer {
    guard let ordinal = fleet.ordinal(of: id, at: time) else { return .noSuchPage }
    guard fleet.cancel(ordinal, at: time) else {
      let status = fleet.batch(ordinal, at: time).status.text
      return .refusal(400, code: 20_015, "Cannot cancel a batch with status '\(status)'.")
    }
    let batch = fleet.batch(ordinal, at: time)
    return Answer(
      dialect == .siliconflow
        ? batch.json(inList: false) : Row(batch: batch, dialect: dialect).json(inList: false))
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
    var rows = fleet.page(after: request.cursor, limit: request.limit, at: time)
    rows.batches = rows.batches.map { named($0, under: fault) }
    var page = ListPage(rows)
    page = fault?.applied(to: page, of: request, seed: seed) ?? page
    return fault?.reshaped(page) ?? Answer(page.json)
  }

  private func batch(id: String, at time: Int, under fault: Fault?) -> Answer {
    guard let ordinal = fleet.ordinal(of: id, at: time) else { return .noSuchPage }
    return Answer(named(fleet.batch(ordinal, at: time), under: fault).json(inList: false))
  }

  /// The batch with URLs of its results in the place of their ids, where a fault wants that.
  private func named(_ batch: Batch, under fault: Fault?) -> Batch {
    guard fault == .fileURL, let storage else { return batch }
    var batch = batch
    batch.outputFileID = batch.outputFileID.map { StoragePlace.url(of: $0, at: storage) }
    batch.errorFileID = batch.errorFileID.map { StoragePlace.url(of: $0, at: storage) }
    return batch
  }
}
