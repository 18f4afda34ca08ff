import Batches
import Glibc
import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle

/// The batch API, served over HTTP on 127.0.0.1.
public struct Simulator: Sendable {
  /// Without a trailing slash: `http://127.0.0.1:8080/v1`.
  public let baseURL: String
  public let port: Int
  /// The list, three rows of it.
  public let listURL: String

  init(port: Int, dialect: Dialect) {
    self.port = port
    baseURL = (["http://127.0.0.1:\(port)"] + dialect.server.path).joined(separator: "/")
    let path = dialect.list.path.map { $0 == "{account}" ? DialectAPI.account : $0 }
    let limit = dialect.list.limit.map { "?\($0)=3" } ?? ""
    listURL = ([baseURL] + path).joined(separator: "/") + limit
  }
}

/// Serves the batch API while the body runs. The server and its connections are closed before this
/// returns, even when the body throws or its task is cancelled.
///
/// - Parameters:
///   - clock: nil for the one that the options describe.
///   - sleep: waits for a number of seconds.
/// - Throws: `SimulatorError` when it cannot start, else what the body throws.
@discardableResult
public func withSimulator<Result>(
  _ options: SimulatorOptions = SimulatorOptions(), clock: SimulatorClock? = nil,
  sleep: @escaping @Sendable (Double) async throws -> Void = {
    try await Task.sleep(for: .seconds($0))
  },
  isolation: isolated (any Actor)? = #isolation,
  _ body: (Simulator) async throws -> Result
) async throws -> Result {
  let (started, starting) = AsyncThrowingStream<Started, any Error>.makeStream()
  let clock = clock ?? SimulatorClock(start: options.now, speed: options.speed)
  var api = BatchAPI(
    fleet: Fleet(
      count: options.batches, seed: options.seed, start: clock.beginning,
      requests: options.fileLines),
    keyRule: options.keyRule, faults: options.faults, seed: options.seed, dialect: options.dialect)
  let logger = Logger(label: "simulator") { _ in SwiftLogNoOpLogHandler() }
  func application(
    _ api: any Service, port: Int, _ name: Started.Name
  ) -> Application<SimulatorResponder> {
    Application(
      responder: SimulatorResponder(
        api: api, latency: options.latency, compresses: options.compresses, clock: clock,
        sleep: sleep), server: .compressed,
      configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: port)),
      onServerRunning: {
        starting.yield(Started(name: name, port: $0.localAddress?.port ?? port))
      }, logger: logger)
  }
  func serve(_ application: Application<SimulatorResponder>) -> Serving {
    var configuration = ServiceGroupConfiguration(
      services: [.init(service: application, serviceName: "simulator")], logger: logger)
    configuration.maximumGracefulShutdownDuration = timeToEnd
    let services = ServiceGroup(configuration: configuration)
    // A separate task: the server crashes when it is cancelled while it accepts a connection.
    let task = Task {
      do {
        try await services.run()
        starting.finish()
      } catch {
        starting.finish(throwing: SimulatorError(error, port: options.port))
      }
    }
    return Serving(services: services, task: task)
  }
  var serving: [Serving] = []
  if options.hasStorage {
    let storage = StorageAPI(files: api.files, faults: options.faults, seed: options.seed)
    serving.append(serve(application(storage, port: 0, .storage)))
  } else {
    serving.append(serve(application(api, port: options.port, .api)))
  }
  do {
    for try await server in started {
      if server.name == .storage {
        api.storage = "http://127.0.0.1:\(server.port)"
        serving.append(serve(application(api, port: options.port, .api)))
        continue
      }
      let result = try await body(Simulator(port: server.port, dialect: options.dialect))
      await end(serving)
      return result
    }
    throw CancellationError()
  } catch {
    await end(serving)
    throw error
  }
}

/// A server that accepts connections.
private struct Started: Sendable {
  enum Name { case api, storage }

  var name: Name
  var port: Int
}

/// A running server.
private struct Serving {
  let services: ServiceGroup
  let task: Task<Void, Never>
}

private func end(_ serving: [Serving]) async {
  for server in serving { await server.services.triggerGracefulShutdown() }
  for server in serving { await server.task.value }
}

/// How long pending responses may take at the end before they are aborted.
private let timeToEnd = Duration.milliseconds(200)

extension SimulatorError {
  fileprivate init(_ error: any Error, port: Int) {
    guard let error = error as? IOError else {
      self = .cannotListen(port: port, reason: "\(error)")
      return
    }
    self =
      error.errnoCode == EADDRINUSE
      ? .portInUse(port)
      : .cannotListen(port: port, reason: String(cString: strerror(error.errnoCode)))
  }
}
