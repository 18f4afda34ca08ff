import ArgumentParser
import BatchClient
import Glibc

@main
enum Main {
  static func main() async {
    CrashSignals.leaveTheTerminalAlone()
    CoreDumps.forbid()
    StandardFiles.fillGaps()
    switch QuickArguments(Array(CommandLine.arguments.dropFirst())) {
    case .version: print(Version.text)
    case .browse(let settings): exit(await BrowseRun(settings).run())
    case .list(let settings): exit(await ListRun(settings).run())
    case .show(let settings): exit(await ShowRun(settings).run())
    case nil: await LazybatchCommand.main()
    }
  }
}
