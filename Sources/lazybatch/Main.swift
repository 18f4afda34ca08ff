import ArgumentParser
import BatchClient

@main
enum Main {
  static func main() async {
    CrashSignals.leaveTheTerminalAlone()
    CoreDumps.forbid()
    StandardFiles.fillGaps()
    let arguments = Array(CommandLine.arguments.dropFirst())
    await LazybatchCommand.main(SimulateCommand.withHelpPassedOn(arguments))
  }
}
