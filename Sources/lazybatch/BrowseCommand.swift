import ArgumentParser
import BatchClient
import BatchSimulator
import Batches
import Browser
import Glibc
import NcursesTerminal
import Screen

/// `lazybatch` and `lazybatch browse`: the browser in full-screen mode.
struct BrowseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "browse",
    abstract: "Browse batches in the terminal (what happens without a command, too).")

  @Option(
    name: .customLong("base-url"),
    help: ArgumentHelp(
      "The server's address, up to and with its version. (default: \(Self.siliconFlow))",
      valueName: "url"))
  var baseURL: String?

  @Option(
    name: .customLong("page-size"),
    help: ArgumentHelp("Batches to ask for in one request.", valueName: "rows"))
  var pageSize = 100

  @Flag(help: "Browse a simulated organisation on this machine; needs no key.")
  var demo = false

  static let siliconFlow = "https://api.siliconflow.cn/v1"

  func validate() throws {
    guard (1...10_000).contains(pageSize) else {
      throw ValidationError("--page-size must be from 1 to 10000.")
    }
    if demo && baseURL != nil {
      throw ValidationError("--demo brings its own server; leave --base-url out.")
    }
  }

  func run() async throws {
    try await reportingFailures {
      if demo {
        try requireTerminal()
        do {
          try await withSimulator { simulator in
            try await browse(try configuration(of: simulator.baseURL, key: nil), name: "demo")
          }
        } catch let error as SimulatorError {
          throw Failure.unavailable("The demo's server did not start: \(error).")
        }
      } else {
        let configuration = try configuration()
        try requireTerminal()
        try await browse(configuration, name: configuration.server.host)
      }
    }
  }

  private func requireTerminal() throws {
    guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else {
      throw Failure.usage(
        "The browser needs a terminal for its input and output; one of them is none.")
    }
  }

  // MARK: Settings

  private func configuration() throws -> ClientConfiguration {
    let environment = Environment.ofProcess(
      Environment.keyVariable, Environment.baseURLVariable)
    let url = baseURL ?? environment[Environment.baseURLVariable] ?? Self.siliconFlow
    return try configuration(of: url, key: environment[Environment.keyVariable])
  }

  private func configuration(of url: String, key text: String?) throws -> ClientConfiguration {
    do {
      let server = try ServerAddress(url)
      let key = try text.map { try APIKey($0) }
      guard key != nil || server.isLoopback else {
        throw Failure.noPermission(
          """
          There is no API key. Create one at https://cloud.siliconflow.cn/account/ak (or in your \
          provider's console) and set it: export \(Environment.keyVariable)=sk-… \
          To look around without one: lazybatch --demo
          """)
      }
      var configuration = ClientConfiguration(server: server, key: key)
      configuration.version = Version.text
      return configuration
    } catch let error as InvalidSetting {
      throw Failure.usage(error.sentence)
    }
  }

  // MARK: The browser

  @MainActor
  private func browse(_ configuration: ClientConfiguration, name: String) async throws {
    let service: HTTPBatchService
    let terminal: NcursesTerminal
    do {
      service = try HTTPBatchService(configuration)
      terminal = try NcursesTerminal()
    } catch let error as InvalidSetting {
      throw Failure.usage(error.sentence)
    } catch let error as TerminalError {
      throw Failure.usage(error.description)
    }
    let settings = BrowserState.Settings(
      serverName: name, pageSize: pageSize, zone: .system,
      seed: SystemRandomNumberGenerator.seed)
    let state = BrowserState(
      settings: settings, size: terminal.size, repertoire: terminal.repertoire,
      now: WallClock.now)
    let loop = BrowserLoop(
      state: state, terminal: terminal, service: service, alarm: DispatchAlarm(),
      clock: { WallClock.now })
    let exit = await loop.run()
    terminal.close()
    if let signal = exit.signal { NcursesTerminal.raiseDefault(signal) }
    if exit.status != 0 { throw ExitCode(exit.status) }
  }
}

extension SystemRandomNumberGenerator {
  fileprivate static var seed: UInt64 {
    var generator = SystemRandomNumberGenerator()
    return generator.next()
  }
}

private enum WallClock {
  /// Seconds since 1970.
  static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
