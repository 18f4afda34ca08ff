import Batches
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Synchronization

/// Connects the HTTP server to the service.
struct SimulatorResponder: HTTPResponder {
  typealias Context = SimulatorContext

  let api: any Service
  /// Seconds.
  let latency: Double
  let compresses: Bool
  let clock: SimulatorClock
  let sleep: @Sendable (Double) async throws -> Void
  private let served = RequestCounter()

  init(
    api: any Service, latency: Double, compresses: Bool, clock: SimulatorClock,
    sleep: @escaping @Sendable (Double) async throws -> Void
  ) {
    self.api = api
    self.latency = latency
    self.compresses = compresses
    self.clock = clock
    self.sleep = sleep
  }

  func respond(to request: Request, context: SimulatorContext) async throws -> Response {
    let number = served.next()
    if latency > 0 { try await sleep(latency) }
    let answer = api.answer(Call(request, of: api.dialect), number: number, at: clock.now)
    let body = try await Delivery(sleep: sleep).body(of: answer, for: request, on: context.channel)
    var response = Response(
      status: .init(code: answer.status), headers: [.contentType: answer.contentType], body: body)
    if !answer.mayBeCompressed(byDefault: compresses) {
      response.headers[.contentEncoding] = "identity"
    }
    for (name, value) in answer.headers {
      if let name = HTTPField.Name(name) { response.headers[name] = value }
    }
    if let name = HTTPField.Name("x-siliconcloud-trace-id") {
      var dice = Dice(seed: api.seed, number: number, for: .traces)
      response.headers[name] = "ti_" + dice.letters(12)
    }
    return response
  }
}

/// What a server answers with.
protocol Service: Sendable {
  var seed: UInt64 { get }
  var dialect: Dialect { get }
  func answer(_ call: Call, number: Int, at time: Int) -> Answer
}

/// The context of a request.
struct SimulatorContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  /// The connection, for faults below HTTP.
  let channel: any Channel

  init(source: ApplicationRequestContextSource) {
    coreContext = CoreRequestContextStorage(source: source)
    channel = source.channel
  }
}

/// Numbers requests from 0 in order of arrival.
private final class RequestCounter: Sendable {
  private let count = Atomic(0)

  func next() -> Int { count.wrappingAdd(1, ordering: .relaxed).oldValue }
}

extension Call {
  init(_ request: Request, of dialect: Dialect) {
    var query: [String: String] = [:]
    for (name, value) in request.uri.queryParameters {
      query[String(name)] = String(value)
    }
    self.init(
      method: request.method.rawValue, path: request.uri.path, query: query,
      authorization: request.headers[.authorization] ?? Self.key(request, dialect),
      range: request.headers[.range], ifRange: request.headers[.ifRange])
  }

  /// A key in a header of the provider's own, as if it were a bearer token.
  private static func key(_ request: Request, _ dialect: Dialect) -> String? {
    for variable in dialect.server.keys {
      guard case .header(let name) = variable.style, let field = HTTPField.Name(name),
        let key = request.headers[field]
      else { continue }
      return "Bearer \(key)"
    }
    return nil
  }
}
