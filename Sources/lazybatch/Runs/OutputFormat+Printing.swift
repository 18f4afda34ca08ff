extension OutputFormat {
  /// Runs a command that prints what a server answers, and reports a failure on standard error.
  /// - Returns: the exit status.
  func printing(
    from settings: ServerSettings, isolation: isolated (any Actor)? = #isolation,
    _ body: (Server, _ environment: [String: String]) async throws -> Void
  ) async -> Int32 {
    CrashSignals.endTheProcess()
    return await reportingFailures {
      let environment = ProcessEnvironment.withdrawingKeys()
      let plan = try ServerPlan(settings, environment: environment)
      if self == .table { StandardError.note(unknownZoneOf: environment) }
      try await plan.withServer(settings, environment: environment) {
        try await body($0, environment)
      }
    }
  }
}
