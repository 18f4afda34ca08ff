import ArgumentParser
import BatchSimulator
import Batches
import Glibc

/// `lazybatch simulate`: the batch API on loopback.
@main
struct SimulateCommand: AsyncParsableCommand {
  static func main() async {
    // Swift reads them from /proc. Without them it would ignore its options.
    guard !CommandLine.arguments.isEmpty else {
      StandardError.note("The arguments cannot be read, because /proc is not mounted")
      _exit(EX_OSERR)
    }
    await main(nil)
  }

  static let configuration = CommandConfiguration(
    commandName: commandName,
    abstract: "Serve a simulated batch API on this machine, for testing.",
    discussion: """
      Batches change as the simulated clock runs: they are queued, run, fail, expire, and new ones \
      arrive. A client can read their files and cancel them. The same --seed, --now and time on the \
      clock give the same responses.

      EXAMPLES
        lazybatch simulate
        lazybatch simulate --port 9000 --batches 100000 --latency 200ms
        lazybatch simulate --speed 60 --now 1749049200 --seed 7
        lazybatch simulate --fault 429:0.2 --fault odd
        lazybatch simulate --file-lines 2000000 --fault file-cut
      """,
    version: Version.text)

  /// lazybatch replaces itself by this program, which therefore uses that name. Only a shell that completes
  /// arguments needs its own, in a single word.
  private static let commandName =
    CommandLine.arguments.contains("--generate-completion-script")
    ? "lazybatch-simulator" : "lazybatch simulate"

  @Option(parsing: .unconditional, help: "Port on 127.0.0.1; 0 for any free port.")
  var port = 8080

  @Option(help: "The provider whose API is served.")
  var dialect = DialectArgument(dialect: .siliconflow)

  @Option(parsing: .unconditional, help: "Number of batches at the start.")
  var batches = 250

  @Option(parsing: .unconditional, help: "Delay before every response, such as 150ms or 2s.")
  var latency = DurationArgument(seconds: 0)

  @Option(
    parsing: .unconditional,
    help: "Requests of every batch, and so lines of its files. (default: 20 to 5,000 of its own)")
  var fileLines: Int?

  @Option(parsing: .unconditional, help: "A different seed gives a different set of batches.")
  var seed: UInt64 = 1

  @Option(
    parsing: .unconditional, help: "When the clock starts, in seconds since 1970. (default: now)")
  var now: Int?

  @Option(
    parsing: .unconditional, help: "How fast the clock runs: with 60, an hour passes in a minute.")
  var speed = 1.0

  @Flag(help: "Compress responses if the client accepts it, as the real service does.")
  var compress = false

  @Flag(name: .customLong("no-auth"), help: "Accept requests without a key.")
  var isOpen = false

  @Option(
    help: ArgumentHelp(
      "Inject a fault into a fraction of the requests; --fault help lists the names.",
      valueName: "name[:rate]"),
    completion: .list(Fault.allCases.map(\.rawValue)))
  var fault: [String] = []

  /// Used by lazybatch for `--demo`.
  @Flag(
    help: ArgumentHelp(
      "Print only the port, and exit when standard input is closed.", visibility: .hidden))
  var untilInputEnds = false

  func validate() throws {
    if fault.contains("help") { throw CleanExit.message(Self.faultList) }
    _ = try faultRules()
    guard (0...65_535).contains(port) else {
      throw ValidationError("--port must be from 0 to 65535.")
    }
    guard batches >= 0, batches <= Self.mostBatches else {
      throw ValidationError("--batches must be from 0 to \(Self.mostBatches).")
    }
    guard (1...Self.mostLines).contains(fileLines ?? 1) else {
      throw ValidationError("--file-lines must be from 1 to \(Self.mostLines).")
    }
    guard speed >= 0, speed <= Self.highestSpeed else {
      throw ValidationError("--speed must be from 0 to \(Int(Self.highestSpeed)).")
    }
    guard (-Self.farthestNow...Self.farthestNow).contains(now ?? 0) else {
      throw ValidationError("--now must be in seconds since 1970.")
    }
  }

  func run() async throws {
    var options = SimulatorOptions()
    options.port = port
    options.batches = batches
    options.seed = seed
    options.fileLines = fileLines
    options.now = now
    options.speed = speed
    options.latency = latency.seconds
    options.dialect = dialect.dialect
    options.faults = try faultRules()
    options.compresses = compress
    options.keyRule = isOpen ? .none : .any
    CrashSignals.endTheProcess()
    EndingSignals.endTheFirstProcess()
    if untilInputEnds { Parent.endWithIt() }
    do {
      try await withSimulator(options) { simulator in
        print(untilInputEnds ? "\(simulator.port)" : instructions(for: simulator))
        // Standard output may be a file or a pipe, which is buffered.
        fflush(nil)
        try await Task.sleep(for: .seconds(Int64.max / 4))
      }
    } catch let error as SimulatorError {
      StandardError.note("The simulator did not start: \(error). --port 0 uses any free port.")
      throw ExitCode(EX_UNAVAILABLE)
    }
  }

  private func instructions(for simulator: Simulator) -> String {
    """
    Serving \(batches) batches at \(simulator.baseURL) (seed \(seed)). Press ^C to stop.

    Point a client at it; any key works:

      \(command(for: simulator))

      curl -H '\(keyHeader)' '\(simulator.listURL)'
    """ + (dialect.dialect == .siliconflow ? python(for: simulator) : "\n")
  }

  private func command(for simulator: Simulator) -> String {
    let dialect = dialect.dialect
    let key = dialect.server.keys.first?.name ?? ""
    let account = dialect.server.accountVariable.map { "\($0)=demo " } ?? ""
    let provider = dialect == .siliconflow ? "" : "--provider \(dialect.name) "
    return "\(account)\(key)=demo lazybatch \(provider)--base-url \(simulator.baseURL)"
  }

  private var keyHeader: String {
    switch dialect.dialect.server.keys.last?.style {
    case .header(let name): "\(name): demo"
    case .bearer, nil: "Authorization: Bearer demo"
    }
  }

  private func python(for simulator: Simulator) -> String {
    """


      python3 -c '
      from openai import OpenAI
      client = OpenAI(api_key="demo", base_url="\(simulator.baseURL)")
      print(sum(1 for batch in client.batches.list(limit=100)))'

    """
  }

  private func faultRules() throws -> [FaultRule] {
    try fault.map { text in
      guard let rule = FaultRule(text) else {
        throw ValidationError(
          "--fault \(text): expected NAME or NAME:RATE with a known name and a rate from 0 to 1; "
            + "--fault help lists the names.")
      }
      return rule
    }
  }

  private static var faultList: String {
    let width = Fault.allCases.map(\.rawValue.count).max() ?? 0
    return Fault.allCases.map { fault in
      let gap = String(repeating: " ", count: width - fault.rawValue.count + 2)
      return fault.rawValue + gap + fault.summary
    }.joined(separator: "\n")
  }

  private static let mostBatches = 1_000_000_000
  private static let mostLines = 1_000_000_000
  private static let highestSpeed = 1_000_000.0
  /// The end of the year 9999, in seconds since 1970; also the limit before 1970.
  private static let farthestNow = 253_402_300_799
}
