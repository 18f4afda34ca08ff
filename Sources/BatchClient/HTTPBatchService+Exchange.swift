import AsyncHTTPClient
import Batches
import NIOCore
import NIOHTTP1

extension HTTPBatchService {
  /// One try: request, redirects, body, decoding, within the limits of time and size.
  func get<Value>(
    _ target: RequestTarget, about subject: ServiceFailure.Subject,
    decode: (Answer) throws(ServiceFailure) -> Value
  ) async throws(ServiceFailure) -> Value {
    var entry = LogEntry(target)
    do {
      let answer = try await answerInTime(to: target)
      entry.note(answer)
      let value = try value(of: answer, about: subject, decode)
      entry.write(to: configuration.logger, failure: nil)
      return value
    } catch {
      let failure = mask(error)
      entry.write(to: configuration.logger, failure: failure)
      throw failure
    }
  }

  private func value<Value>(
    of answer: Answer, about subject: ServiceFailure.Subject,
    _ decode: (Answer) throws(ServiceFailure) -> Value
  ) throws(ServiceFailure) -> Value {
    guard answer.isSuccess else { throw failure(of: answer, about: subject) }
    do {
      return try decode(answer)
    } catch {
      // A body that was cut short after its last bracket has still said everything, so this is
      // asked only now.
      if let coding = answer.coding { throw network.unknownCoding(coding, status: answer.status) }
      throw answer.interruption ?? error
    }
  }

  private func failure(
    of answer: Answer, about subject: ServiceFailure.Subject
  ) -> ServiceFailure {
    var failure = ServiceFailure.response(
      status: answer.status, headers: answer.headers, body: answer.body, now: WallClock.seconds(),
      about: subject)
    if failure.kind == .notFound, subject == .list {
      let address = configuration.server.description
      failure.advice =
        "Check the base URL \(address)" + (address.hasSuffix("/v1") ? "" : ": most end in /v1")
    }
    return failure
  }

  private func answerInTime(to target: RequestTarget) async throws(ServiceFailure) -> Answer {
    let limit = configuration.limits.wholeTry
    let outcome: Result<Answer, ServiceFailure>? = await executor.within(limit) {
      do throws(ServiceFailure) {
        return .success(try await self.answer(to: target))
      } catch {
        return .failure(error)
      }
    }
    guard let outcome else { throw network.wholeTryTimeout(limit) }
    return try outcome.get()
  }

  /// Follows redirects to the same origin only, since every request carries the key.
  private func answer(to target: RequestTarget) async throws(ServiceFailure) -> Answer {
    var target = target
    for _ in 0...configuration.limits.redirects {
      let response = try await send(target)
      guard let location = Redirect.location(response) else { return try await read(response) }
      target = try Redirect.target(
        of: location, from: target, at: configuration.server.origin, mask: mask)
    }
    throw Redirect.tooMany(configuration.limits.redirects, at: configuration.server.origin)
  }

  private func send(_ target: RequestTarget) async throws(ServiceFailure) -> HTTPClientResponse {
    // The host always comes from the configuration, wherever a redirect may point.
    var request = HTTPClientRequest(url: target.url(at: configuration.server.origin))
    request.headers.add(name: "Accept", value: "application/json")
    request.headers.add(name: "Accept-Encoding", value: compression.acceptEncoding)
    request.headers.add(name: "User-Agent", value: "lazybatch/\(configuration.version)")
    if let key = configuration.key {
      let field = configuration.keyHeader.field(key)
      request.headers.add(name: field.name, value: field.value)
    }
    do {
      return try await client.execute(request, deadline: .distantFuture)
    } catch {
      throw network.failure(for: error)
    }
  }
}
