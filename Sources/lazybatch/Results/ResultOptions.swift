import ArgumentParser

/// What commands that read the files of a batch have in common.
struct ResultOptions: ParsableArguments {
  @Argument(help: "The batch's id.")
  var id: String?

  @Flag(
    name: .customLong("follow-urls"),
    help: "Read files that are on another server there, over https and without the key.")
  var followsURLs = false

  @OptionGroup var server: ServerOptions

  var settings: ResultSettings {
    ResultSettings(id: id ?? "", followsURLs: followsURLs, server: server.settings)
  }

  /// Called by each command, since an id is not always needed.
  func check() throws {
    if let problem = settings.problem { throw ValidationError(problem) }
  }
}

/// The settings of commands that read the files of a batch.
struct ResultSettings: Sendable, Hashable {
  var id = ""
  var followsURLs = false
  var server = ServerSettings()

  /// Why they are invalid, as a sentence; nil where they are valid.
  var problem: String? { id.isEmpty ? "Give the id of a batch." : server.problem }

  /// Runs a command's body with the files of the batch, and reports a failure.
  /// - Returns: the exit status.
  func reading(_ body: @escaping @Sendable (BatchFiles) async throws -> Void) async -> Int32 {
    await server.run { _ in
    } _: { opened, _, environment in
      try await Interruption.cancelling {
        let batch = try await opened.batch(id, pageSize: server.pageSize, environment: environment)
        try await body(
          BatchFiles(
            server: opened, batch: batch, followsURLs: followsURLs, environment: environment))
      }
      return 0
    }
  }
}
