import ArgumentParser
import BatchClient
import Glibc
import NcursesTerminal

@main
enum Main {
  static func main() async {
    CrashSignals.leaveTheTerminalAlone()
    CoreDumps.forbid()
    StandardFiles.fillGaps()
    NcursesTerminal.endAsFirstProcess()
    let arguments = Array(CommandLine.arguments.dropFirst())
    let quick = QuickArguments(arguments)
    if quick?.readsBatches == true { TransferThread.prepare() }
    switch quick {
    case .version: print(Version.text)
    case .browse(let settings): await ending { await BrowseRun(settings).run() }
    case .list(let settings): await ending { await ListRun(settings).run() }
    case .show(let settings): await ending { await ShowRun(settings).run() }
    case nil: await LazybatchCommand.main(SimulateCommand.withHelpPassedOn(arguments))
    }
  }
}
