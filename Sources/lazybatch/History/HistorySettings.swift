import BatchClient
import BatchHistory
import Batches

/// The settings that select the history of an account.
struct HistorySettings: Sendable, Hashable {
  var isOff = false
  /// A file named by hand; nil for the one of the account.
  var name: String?
  /// Whether the file or a variable switches it off, for all accounts that have no name here.
  var isOffByDefault = false

  /// Why they are invalid, as a sentence; nil where they are valid.
  var problem: String? {
    guard let name else { return nil }
    if isOff { return "Give --history or --no-history, not both." }
    if !Self.isName(name) {
      return "--history needs a name of letters, digits, dots, hyphens and underscores."
    }
    return nil
  }

  private static func isName(_ text: String) -> Bool {
    guard (1...100).contains(text.utf8.count), text.first != "." else { return false }
    return text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"),
        UInt8(ascii: "_"):
        true
      default: false
      }
    }
  }
}

extension HistorySettings {
  /// Whether what is read from an account is kept. The demo's is not, unless a file was named for it.
  func isOn(for account: Account?) -> Bool {
    if name != nil { return true }
    return !isOff && !isOffByDefault && account != nil
  }

  /// The file of an account; nil where there is no place for it, or nothing to name it by.
  func file(of account: Account?, environment: [String: String]) -> HistoryFile? {
    guard let folder = Self.folder(environment) else { return nil }
    return fileName(of: account).map { HistoryFile(path: "\(folder)/\($0).sqlite") }
  }

  /// Where the view of an account is kept, also without a history: the demo leaves nothing, unless a file
  /// was named for it.
  func viewFile(of account: Account?, environment: [String: String]) -> ViewFile? {
    fileName(of: account).flatMap { ViewFile(name: $0, environment: environment) }
  }

  private func fileName(of account: Account?) -> String? {
    name ?? account.map { "\($0.provider)-\($0.digest)" }
  }

  /// As the XDG Base Directory Specification requires, which ignores relative paths.
  static func folder(_ environment: [String: String]) -> String? {
    if let data = environment["XDG_DATA_HOME"], data.hasPrefix("/") { return data + "/lazybatch" }
    guard let home = environment["HOME"], home.hasPrefix("/") else { return nil }
    return home + "/.local/share/lazybatch"
  }
}

/// Whose batches are read.
struct Account: Sendable, Hashable {
  /// The name of its dialect.
  var provider: String
  /// Without the query.
  var server: String
  /// See `AccountDigest`.
  var digest: String
  var terms: BatchTerms
}

extension Account {
  init(_ configuration: ClientConfiguration) {
    self.init(
      provider: configuration.dialect.name, server: configuration.server.description,
      digest: configuration.accountDigest, terms: configuration.dialect.terms)
  }
}
