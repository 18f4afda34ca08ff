import ArgumentParser
import BatchClient

@main
enum Main {
  static func main() async {
    CoreDumps.forbid()
    StandardFiles.fillGaps()
    await LazybatchCommand.main()
  }
}
