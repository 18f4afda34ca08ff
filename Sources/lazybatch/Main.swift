import ArgumentParser
import BatchClient
import Glibc

@main
enum Main {
  static func main() async {
    CrashSignals.leaveTheTerminalAlone()
    CoreDumps.forbid()
    StandardFiles.fillGaps()
    let arguments = Array(CommandLine.arguments.dropFirst())
    switch QuickArguments(arguments) {
    case .version: print(Version.text)
    case .browse(let settings): exit(await BrowseRun(settings).run())
    case .list(let settings): exit(await ListRun(settings).run())
    case .show(let settings): exit(await ShowRun(settings).run())
    case nil: await LazybatchCommand.main(SimulateCommand.withHelpPassedOn(arguments))
    }
  }
}
