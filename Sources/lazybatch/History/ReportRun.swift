import BatchHistory
import BatchInsight
import BatchListing
import Batches

/// The settings of `lazybatch report`.
struct ReportSettings: Sendable, Hashable {
  /// A date, or a span of time.
  var since = "yesterday"
  var output = ReportCommand.Format.text
  /// Whether to print what is known without a request.
  var fromHistory = false
  var account = AccountSettings()
  var appearance = AppearanceSettings()
}

/// Prints what has changed.
struct ReportRun: Sendable {
  private let settings: ReportSettings

  init(_ settings: ReportSettings) { self.settings = settings }

  /// - Returns: the exit status.
  func run() async -> Int32 {
    if settings.fromHistory {
      return await settings.account.run(.reading) { history, _, environment in
        let since = try PastMoment.required(settings.since, "--since", environment)
        try print(history, since: since, environment: environment)
        let zone = LocalZone(environment: environment).rules
        StandardError.note(try history.coverage().ageText(now: SystemClock.second, zone: zone))
      }
    }
    return await settings.account.server.run(notesZone: settings.output != .json) { environment in
      try PastMoment.required(settings.since, "--since", environment)
    } _: { server, since, environment in
      try await Interruption.cancelling {
        try await report(since: since, from: server, environment: environment)
      }
      return 0
    }
  }

  private func report(
    since: Int, from server: Server, environment: [String: String]
  ) async throws {
    guard
      let history = server.history(settings.account.history, environment: environment)
    else { throw Failure.usage("There is no history to report from; --history names one") }
    defer {
      history.close()
      history.noteDamage()
    }
    var catchUp = CatchUp(server, history, pageSize: settings.account.server.pageSize)
    var progress = ProgressLine(environment: environment)
    defer { progress.clear() }
    do {
      let end = try await catchUp.run { progress.show($0) }
      progress.clear()
      if case .failed(let failure) = end { throw Failure(failure) }
      try print(history, since: since, environment: environment)
      if case .maybeIncomplete(let reason) = end {
        StandardError.note("The list may be incomplete: \(reason)")
      }
    } catch let failure as HistoryFailure {
      throw Failure.unavailable("The history cannot be used, because \(failure.reason)")
    }
  }

  private func print(
    _ history: SQLiteHistory, since: Int, environment: [String: String]
  ) throws {
    let report = try ChangeReport(
      history.changes(since: since), since: since, asOf: history.coverage().headReadAt,
      row: { id throws(HistoryFailure) in try history.row(of: id) })
    let zone = LocalZone(environment: environment).rules
    let text =
      switch settings.output {
      case .text:
        report.text(
          style: try settings.appearance.textOutputStyle(environment: environment), zone: zone)
      case .json: report.json.compactText + "\n"
      case .markdown: report.markdown(zone: zone)
      }
    try StandardOutput().write(Array(text.utf8))
  }
}
