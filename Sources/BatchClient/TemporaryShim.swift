import Batches
import FoundationEssentials

/// Stands in for the decoding of `Batches` until it lands.
struct ResponseFacts: Sendable {
  var retryAfterMilliseconds, retryAfter, date, traceID, contentType, server: String?
}

extension ServiceFailure {
  static func response(status: Int, headers: ResponseFacts, body: [UInt8], now: Int)
    -> ServiceFailure
  {
    ServiceFailure(.badRequest, "status \(status)", status: status, traceID: headers.traceID)
  }
}

private struct WireBatch: Decodable {
  var id: String
  var status: String?
  var file_name: String?
  var created_at: Int?
  var value: Batch {
    Batch(
      id: id, status: BatchStatus(status ?? ""),
      times: Timestamps(created_at.map { [.created: $0] } ?? [:]), fileName: file_name)
  }
}

private struct WirePage: Decodable {
  var data: [WireBatch]
  var has_more: Bool?
}

extension BatchPage {
  init(decoding body: [UInt8]) throws(ServiceFailure) {
    do {
      let page = try JSONDecoder().decode(WirePage.self, from: Data(body))
      self.init(batches: page.data.map(\.value), hasMore: page.has_more)
    } catch {
      throw ServiceFailure(.notTheAPI, "not the API")
    }
  }
}

extension Batch {
  init(decoding body: [UInt8]) throws(ServiceFailure) {
    do {
      self = try JSONDecoder().decode(WireBatch.self, from: Data(body)).value
    } catch {
      throw ServiceFailure(.notTheAPI, "not the API")
    }
  }
}
