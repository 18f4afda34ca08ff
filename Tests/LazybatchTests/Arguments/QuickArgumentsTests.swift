import ArgumentParser
import BatchClient
import Batches
import Testing

@testable import lazybatch

/// The fast path agrees with the argument parser.
@Suite struct QuickArgumentsTests {
  private static func parsed(_ arguments: [String]) -> QuickArguments? {
    switch try? LazybatchCommand.parseAsRoot(arguments) {
    case let command as BrowseCommand: .browse(command.settings)
    case let command as ListCommand: .list(command.settings)
    case let command as ShowCommand: .show(command.settings)
    default: nil
    }
  }

  static let pieces: [[String]] = [
    ["--profile", "work"], ["--profile="], ["--provider", "openai"], ["--provider=zhipu"],
    ["--provider", "nobody"], ["--provider"],
    ["--base-url", "http://localhost:1/v1"], ["--base-url=https://x/v1?api-version=1"],
    ["--base-url", "-x"], ["--page-size", "20"], ["--page-size", "0"], ["--page-size=x"],
    ["--api-key-command", "pass show a"], ["--allow-insecure-http"], ["--allow-insecure-http=1"],
    ["--log-file", "/tmp/log"], ["--demo"], ["--color", "never"], ["--color=blue"], ["--ascii"],
    ["--notify", "bell"], ["--output", "json"], ["--output=csv"], ["--output", "xml"],
    ["--limit", "7"], ["--limit", "-1"], ["--limit=0"], ["--limit", "abc"],
    ["--limit=1e3"], ["--limit", "99999999999999999999"], ["--ambiguous-width", "3"], ["--all"],
    ["--after", "b1"],
    ["--after="], ["b1"], ["b2"], ["-h"], ["--help"], ["--version"], ["--"], ["-"], [""], ["=x"],
    ["--=x"], ["--lim", "7"], ["list"], ["help"], ["批处理"], ["--fields", "id,age"],
    ["--from-history"], ["--incremental"], ["--no-history"], ["--history", "team"],
    ["--history=a/b"],
    ["--sort", "age"], ["--sort", "-age"], ["status:failed"], ["--base-url", ""],
    ["--schema"], ["--header", "X-Team: a"], ["--header=X-Team:b"], ["--header", "X-Team"],
    ["--header"],
  ]

  /// Every command with every piece, and with pairs of pieces that a seed chooses: parsing all of them
  /// takes the argument parser more than a minute.
  @Test(arguments: [[], ["browse"], ["list"], ["show"], ["show", "b0"], ["simulate"], ["help"]])
  func meansTheSame(start: [String]) {
    let isCommand = !["simulate", "help"].contains(start.first)
    var random = SplitMix64(seed: 17)
    var understood = 0
    for first in [[]] + Self.pieces {
      for second in [[]] + Self.pieces {
        let isPair = !first.isEmpty && !second.isEmpty
        guard !isPair || random.next() % 8 == 0 else { continue }
        let arguments = start + first + second
        guard let quick = QuickArguments(arguments), quick != .version else { continue }
        understood += 1
        #expect(quick == Self.parsed(arguments), "\(arguments)")
      }
    }
    #expect(isCommand ? understood > 20 : understood == 0)
  }

  @Test(
    arguments: [
      (["--version"], .version), (["--version", "--verbose"], .versionReport),
      (["--verbose", "--version"], .versionReport), (["--verbose"], nil),
      (["list", "--verbose", "--version"], nil), (["--version", "--verbose", "--demo"], nil),
    ] as [([String], QuickArguments?)])
  func versions(arguments: [String], expected: QuickArguments?) {
    #expect(QuickArguments(arguments) == expected)
    #expect(QuickArguments(arguments)?.readsBatches != true)
  }

  /// The value may be a key.
  @Test(
    arguments: [
      "Authorization Bearer sk-REALSECRET", ": sk-REALSECRET", "X Y: sk-REALSECRET",
      "sk-REALSECRET", "sk-REALSECRET:", "X-Key: sk-REAL\nsk-REALSECRET",
      "X-Key:\nsk-REALSECRET\u{7}",
      "X-Key: sk-REALSECRETé", "Host: sk-REALSECRET", "Authorization:Bearer", "--REALSECRET", "",
    ], [[], ["browse"], ["list"], ["show", "b1"]])
  func aHeaderThatIsWrongIsNotPrinted(header: String, start: [String]) {
    for words in [["--header", header], ["--header=\(header)"]] {
      // Unquoted, its words are arguments of their own.
      for rest in [[], ["sk-REALSECRET"]] {
        let arguments = start + words + rest
        #expect(QuickArguments(arguments) == nil)
        let error = #expect(throws: (any Error).self) {
          try LazybatchCommand.parseAsRoot(arguments)
        }
        guard let error else { continue }
        let message = LazybatchCommand.fullMessage(for: error)
        #expect(message.contains("--header") && !message.contains("REALSECRET"))
        #expect(LazybatchCommand.exitCode(for: error).rawValue == 64)
      }
    }
  }

  @Test(arguments: [
    ["list", "--limit", "100", "--output", "jsonl"], ["list", "--all", "--base-url=http://[::1]/"],
    ["show", "batch_1", "--output", "json"], ["--demo"], ["--provider", "azure", "--ascii"], [],
    ["--version"],
  ])
  func commonFormsNeedNoParser(arguments: [String]) {
    #expect(QuickArguments(arguments) != nil)
  }
}
