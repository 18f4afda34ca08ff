import ArgumentParser
import BatchClient

@main
enum Main {
  static func main() async {
    CrashSignals.leaveTheTerminalAlone()
    CoreDumps.forbid()
    StandardFiles.fillGaps()
    await LazybatchCommand.main()
  }
}
