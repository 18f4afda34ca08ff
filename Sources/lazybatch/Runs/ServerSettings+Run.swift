extension ServerSettings {
  /// Runs a command on the server, and reports a failure on standard error.
  /// - Parameters:
  ///   - notesZone: whether the command prints times, so that an unknown time zone has to be mentioned.
  ///   - prepare: what can be wrong before a key command runs or a server is asked.
  /// - Returns: the exit status.
  func run<Prepared>(
    notesZone: Bool = false, isolation: isolated (any Actor)? = #isolation,
    prepare: (_ environment: [String: String]) throws -> Prepared,
    _ body: (Server, Prepared, _ environment: [String: String]) async throws -> Int32
  ) async -> Int32 {
    CrashSignals.endTheProcess()
    var status: Int32 = 0
    let failure = await reportingFailures {
      let environment = ProcessEnvironment.withdrawingKeys(secretVariables)
      let prepared = try prepare(environment)
      let plan = try ServerPlan(self, environment: environment)
      if notesZone { StandardError.note(unknownZoneOf: environment) }
      status = try await plan.withServer(self, environment: environment) {
        try await body($0, prepared, environment)
      }
    }
    return failure == 0 ? status : failure
  }
}
