import ArgumentParser

/// `lazybatch simulate`: becomes the simulator, which reads the arguments and knows its own help.
struct SimulateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Serve a simulated batch API on this machine, for trying things out.")

  @Argument(parsing: .captureForPassthrough)
  var arguments: [String] = []

  /// `help simulate` never gets here, so it is turned into what does.
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
