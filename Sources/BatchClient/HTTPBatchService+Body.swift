import AsyncHTTPClient
import Batches
import NIOCore
import NIOHTTP1

extension HTTPBatchService {
  func read(_ response: HTTPClientResponse) async throws(ServiceFailure) -> Answer {
    var answer = Answer(
      status: Int(response.status.code), headers: ResponseFacts(response.headers), body: [])
    if let coding = response.headers.first(name: "content-encoding"),
      coding != "gzip", coding != "deflate"
    {
      answer.coding = mask.hidingParts(in: coding)
    }
    return answer.isSuccess
      ? try await readPage(response, into: answer) : await readError(response, into: answer)
  }

  private func readPage(
    _ response: HTTPClientResponse, into empty: Answer
  ) async throws(ServiceFailure) -> Answer {
    var answer = empty
    let limit = configuration.limits.bodyBytes
    let start = ContinuousClock.now
    do {
      for try await chunk in response.body {
        guard answer.body.count + chunk.readableBytes <= limit else {
          throw network.tooLarge(limit, status: answer.status)
        }
        answer.body.append(contentsOf: chunk.readableBytesView)
      }
    } catch let failure as ServiceFailure {
      throw failure
    } catch {
      answer.interruption = network.failure(for: error, status: answer.status)
    }
    compression.noteBody(took: .now - start)
    // A cancelled task ends the sequence as if the body were complete.
    if Task.isCancelled { throw network.cancelled }
    if let kind = answer.interruption?.kind, kind == .tooLarge || kind == .notTheAPI {
      throw answer.interruption ?? network.cancelled
    }
    return answer
  }

  /// The status has said the essential: whatever happens to the rest, the answer stands.
  private func readError(_ response: HTTPClientResponse, into empty: Answer) async -> Answer {
    var answer = empty
    let limit = configuration.limits.errorBodyBytes
    answer.body = await executor.cancelling(after: configuration.limits.errorBodyTime) {
      var bytes: [UInt8] = []
      do {
        for try await chunk in response.body where bytes.count < limit {
          bytes.append(contentsOf: chunk.readableBytesView.prefix(limit - bytes.count))
          if bytes.count == limit { break }
        }
      } catch {
        return bytes
      }
      return bytes
    }
    return answer
  }
}

extension ResponseFacts {
  init(_ headers: HTTPHeaders) {
    self.init(
      retryAfterMilliseconds: headers.first(name: "retry-after-ms"),
      retryAfter: headers.first(name: "retry-after"),
      date: headers.first(name: "date"),
      traceID: Self.traceID(headers),
      contentType: headers.first(name: "content-type"),
      server: headers.first(name: "server"))
  }

  /// Header values are the server's text: kept is what a trace id may be made of.
  private static func traceID(_ headers: HTTPHeaders) -> String? {
    let names = ["x-siliconcloud-trace-id", "x-request-id"]
    guard let value = names.lazy.compactMap({ headers.first(name: $0) }).first else { return nil }
    let text = String(value.unicodeScalars.filter { ("!"..."~").contains($0) }.prefix(128))
    return text.isEmpty ? nil : text
  }
}
