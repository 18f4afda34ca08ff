import BatchClient
import Batches
import Logging
import NcursesTerminal
import Secrets

/// A server of batches that is ready to be used.
struct Server {
  var service: any BatchService
  /// The same server's files, and what changes its batches.
  var files: any FileService
  /// What its provider does differently.
  var dialect: Dialect
  /// Whose batches it lists; nil for the demo's.
  var account: Account?
  /// For display.
  var name: String
  /// Of the profile; nil without one.
  var profile: ServerProfile?
  /// nil without a log file.
  var logger: Logger?
}

extension ServerPlan {
  /// Opens the server for the duration of the body: starts the demo server, or runs the key command.
  /// - Throws: a `Failure`, or what the body throws.
  func withServer<Value>(
    _ options: ServerSettings, environment: [String: String],
    isolation: isolated (any Actor)? = #isolation,
    _ body: (Server) async throws -> Value
  ) async throws -> Value {
    switch self {
    case .demo:
      let server = try DemoServer.start(SimulatorProgram.find(searchPath: environment["PATH"]))
      defer { server.end() }
      let port = try server.port()
      let address = try ServerAddress("http://127.0.0.1:\(port)/v1")
      let configuration = ClientConfiguration(server: address)
      return try await body(try Self.open(configuration, name: "demo", options))
    case .server(let connection):
      let configuration = try await Self.configuration(connection, environment: environment)
      var server = try Self.open(configuration, name: connection.name, options)
      server.account = Account(configuration)
      server.profile = options.profile
      return try await body(server)
    }
  }

  /// Whose batches the server lists, without a request to it; nil for the demo's.
  func account(
    environment: [String: String], isolation: isolated (any Actor)? = #isolation
  ) async throws(Failure) -> Account? {
    guard case .server(let connection) = self else { return nil }
    return Account(try await Self.configuration(connection, environment: environment))
  }

  private static func configuration(
    _ connection: Connection, environment: [String: String]
  ) async throws(Failure) -> ClientConfiguration {
    var configuration = ClientConfiguration(
      server: connection.address, key: try await key(connection.key))
    configuration.keyStyle = connection.keyStyle
    configuration.keyAdvice = connection.keyAdvice
    configuration.headers = connection.headers
    configuration.dialect = connection.dialect
    configuration.adopt(environment: environment)
    return configuration
  }

  /// Three to start, read and await it, one for the process, two for the tasks that do.
  private static let threadsOfCommand = 6

  private static func key(_ source: KeySource) async throws(Failure) -> APIKey? {
    switch source {
    case .none: return nil
    case .given(let key): return key
    case .command(let command):
      // Without them it would wait for ever.
      guard SystemRequirements.canStartThreads(threadsOfCommand) else {
        throw .system(
          "The system has too few threads left for the key command: raise the limit (ulimit -u)")
      }
      do {
        // It may turn off echo to ask for a passphrase, and be interrupted while it does.
        let key = try await TerminalModes.keeping { () async throws(InvalidSetting) in
          try await APIKeyCommand.run(command)
        }
        ProcessEnvironment.removeCopies(of: key)
        return key
      } catch {
        throw .noPermission(error.sentence)
      }
    }
  }

  private static func open(
    _ configuration: ClientConfiguration, name: String, _ options: ServerSettings
  ) throws(Failure) -> Server {
    var configuration = configuration
    configuration.version = Version.text
    let mask = configuration.mask
    let logger = try options.logFile.map { path throws(Failure) in
      try fileLogger(path, mask)
    }
    if let logger { configuration.onRequest = { logger.note($0) } }
    do {
      let service = try HTTPBatchService(configuration)
      return Server(
        service: service, files: service, dialect: configuration.dialect, name: name,
        logger: logger)
    } catch {
      switch error {
      case .invalid: throw .usage(error.sentence)
      case .lacking: throw .system(error.sentence)
      }
    }
  }

  private static func fileLogger(_ path: String, _ mask: KeyMask) throws(Failure) -> Logger {
    do {
      let handler = try FileLogHandler(path: path, mask: mask)
      return Logger(label: "lazybatch") { _ in handler }
    } catch {
      throw .noLogFile(error.sentence)
    }
  }
}
