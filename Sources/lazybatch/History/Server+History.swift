import BatchHistory
import Batches

extension Server {
  /// The history that is written while the account is read; nil where nothing is to be kept.
  func history(
    _ settings: HistorySettings, environment: [String: String]
  ) -> SQLiteHistory? {
    guard settings.isOn(for: account),
      let file = settings.file(of: account, environment: environment)
    else { return nil }
    return SQLiteHistory(file, .writing, terms: dialect.terms, about: Self.about(account))
  }

  private static func about(_ account: Account?) -> [(name: String, value: String)] {
    guard let account else { return [("server", "demo")] }
    return [("provider", account.provider), ("server", account.server)]
  }
}

extension ServerSettings {
  /// The history of the account, without a request to its server.
  /// - Throws: a `Failure` where the account has none, or there is no place for any.
  func withHistory<Value>(
    _ settings: HistorySettings, _ mode: SQLiteHistory.Mode, environment: [String: String],
    isolation: isolated (any Actor)? = #isolation,
    _ body: (SQLiteHistory, HistoryFile) async throws -> Value
  ) async throws -> Value {
    let account = try await account(settings, environment: environment)
    guard let file = settings.file(of: account, environment: environment) else {
      throw demo
        ? Failure.usage("The demo has no history, unless --history names one")
        : Failure.usage("There is no place for a history: set HOME or XDG_DATA_HOME")
    }
    let history = SQLiteHistory(file, mode, terms: account?.terms ?? provider.terms)
    defer {
      history.close()
      history.noteDamage()
    }
    do {
      return try await body(history, file)
    } catch let failure as HistoryFailure {
      throw Failure(failure, file)
    }
  }

  /// nil where the name of the history says which one is meant, and for the demo.
  private func account(
    _ settings: HistorySettings, environment: [String: String],
    isolation: isolated (any Actor)? = #isolation
  ) async throws(Failure) -> Account? {
    if demo || settings.name != nil { return nil }
    return try await ServerPlan(self, environment: environment).account(environment: environment)
  }
}

extension Failure {
  init(_ failure: HistoryFailure, _ file: HistoryFile) {
    self =
      failure.kind == .noFile
      ? .noInput(
        "There is no history of this account yet (\(file.path)): `lazybatch list --all --incremental` writes one"
      )
      : Failure.unavailable(
        "The history \(file.path) cannot be used, because \(failure.reason)")
  }
}
