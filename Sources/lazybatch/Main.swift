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
    let quick = QuickArguments(arguments)
    if quick?.readsBatches == true { TransferThread.prepare() }
    switch quick {
    case .version: print(Version.text)
    case .browse(let settings): exit(await BrowseRun(settings).run())
    // At once: what libraries tidy up at the end takes longer than the answer.
    case .list(let settings): _exit(await ListRun(settings).run())
    case .show(let settings): _exit(await ShowRun(settings).run())
    case nil: await LazybatchCommand.main(SimulateCommand.withHelpPassedOn(arguments))
    }
  }
}
