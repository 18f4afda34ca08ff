import ArgumentParser

/// `lazybatch simulate`: replaces the process by the simulator, which has its own arguments and help.
struct SimulateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Serve a simulated batch API on this machine, for testing.")

  @Argument(parsing: .captureForPassthrough)
  var arguments: [String] = []

  /// Rewrites `help simulate`, which would not get here, as `simulate --help`.
  static func withHelpPassedOn(_ arguments: [String]) -> [String] {
    arguments.starts(with: ["help", "simulate"]) ? ["simulate", "--help"] : arguments
  }

  func run() async throws {
    await ending {
      await reportingFailures {
        let environment = ProcessEnvironment.withdrawingKeys()
        let program = try SimulatorProgram.find(searchPath: environment["PATH"])
        try SimulatorProgram.become(program, arguments: arguments)
      }
    }
  }
}
