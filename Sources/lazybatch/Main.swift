import ArgumentParser
import BatchClient
import CShortage
import Glibc
import NcursesTerminal

@main
enum Main {
  static func main() async {
    CrashSignals.leaveTheTerminalAlone()
    CoreDumps.forbid()
    StandardFiles.fillGaps()
    NcursesTerminal.endAsFirstProcess()
    shortage_share_memory()
    if let lack = SystemRequirements.lack(arguments: CommandLine.arguments) {
      StandardError.note(lack)
      _exit(EX_OSERR)
    }
    let arguments: [String]
    do throws(Failure) {
      arguments = try FilterArguments.prepared(Array(CommandLine.arguments.dropFirst()))
    } catch {
      StandardError.note(error.sentence)
      _exit(error.status)
    }
    let quick = QuickArguments(arguments)
    if quick?.readsBatches == true { TransferThread.prepare() }
    switch quick {
    case .version: print(Version.text)
    case .versionReport: await ending { await VersionReport.printed() }
    case .browse(let settings): await ending { await BrowseRun(settings).run() }
    case .list(let settings): await ending(settings) { await ListRun($0).run() }
    case .show(let settings): await ending(settings) { await ShowRun($0).run() }
    case nil:
      if let script = CompletionScript(arguments: arguments) { return print(script.text) }
      await LazybatchCommand.main(SimulateCommand.withHelpPassedOn(arguments))
    }
  }
}
