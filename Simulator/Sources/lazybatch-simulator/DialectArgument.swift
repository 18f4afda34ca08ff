import ArgumentParser
import Batches

/// The name of a provider on the command line.
struct DialectArgument: ExpressibleByArgument {
  var dialect: Dialect

  init(dialect: Dialect) { self.dialect = dialect }

  init?(argument: String) {
    guard let dialect = Dialect(named: argument) else { return nil }
    self.dialect = dialect
  }

  var defaultValueDescription: String { dialect.name }

  static var allValueStrings: [String] { Dialect.all.map(\.name) }

  static var defaultCompletionKind: CompletionKind { .list(allValueStrings) }
}
