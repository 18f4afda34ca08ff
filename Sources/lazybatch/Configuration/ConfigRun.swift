import BatchPresentation
import Batches
import Glibc
import NcursesTerminal
import Preferences

/// What the commands of `lazybatch config` do.
struct ConfigRun: Sendable {
  func printPath() async -> Int32 {
    await reportingFailures {
      try StandardOutput().write(Array((try file().path + "\n").utf8))
    }
  }

  func printExample() async -> Int32 {
    await reportingFailures { try StandardOutput().write(Array(ExampleText.text.utf8)) }
  }

  func printSchema() async -> Int32 {
    await reportingFailures {
      try StandardOutput().write(PreferenceSchema.document.prettyBytes)
    }
  }

  func check() async -> Int32 {
    var status: Int32 = 0
    let failure = await reportingFailures {
      let file = try file()
      let configuration = Configuration(environment: ProcessEnvironment.variables)
      guard configuration.exists else {
        throw Failure.noInput(
          "There is no file \(file.path); `lazybatch config example` prints one to start from")
      }
      let problems = configuration.preferences.allProblems
      let lines =
        problems.isEmpty
        ? ["\(file.path): nothing is wrong"] : problems.map { configuration.text(of: $0) }
      try StandardOutput().write(Array((lines.joined(separator: "\n") + "\n").utf8))
      if !problems.isEmpty { status = EX_USAGE }
    }
    return failure == 0 ? status : failure
  }

  func show(
    _ server: ServerSettings, _ appearance: AppearanceSettings,
    as format: ConfigShowCommand.Format
  ) async -> Int32 {
    await reportingFailures {
      var configuration = Configuration(environment: ProcessEnvironment.variables)
      try configuration.use(server.profileName)
      var appearance = appearance
      let given = server.givenOptions.merging(appearance.givenOptions) { $1 }
      try appearance.adopt(configuration)
      let rows = try configuration.shownRows(given: given)
      switch format {
      case .table:
        var table = PlainTable(
          style: try appearance.textOutputStyle(environment: configuration.layers.environment),
          headings: ["OPTION", "VALUE", "FROM"])
        let text = table.text(
          rows.map { [$0.name, $0.value?.words ?? "–", configuration.words(of: $0.source)] })
        try StandardOutput().write(Array(text.utf8))
      case .json:
        let members = rows.map { row in
          JSONMember(
            row.name,
            .object([
              JSONMember("value", row.value?.json ?? .null),
              JSONMember("from", .string(configuration.words(of: row.source))),
            ]))
        }
        try StandardOutput().write(Array((JSONValue.object(members).compactText + "\n").utf8))
      }
      if let complaint = configuration.complaint { StandardError.note(complaint) }
    }
  }

  private func file() throws(Failure) -> ConfigurationFile {
    if let file = ConfigurationFile(environment: ProcessEnvironment.variables) { return file }
    throw .usage(
      "No configuration file is read: \(ConfigurationFile.variable) is empty, or HOME is not set")
  }
}

extension ServerSettings {
  /// What the command line gave, by the names of the file.
  fileprivate var givenOptions: [String: OptionValue] {
    var given: [String: OptionValue] = [:]
    given[OptionTable.profile.name] = profileName.map { .text($0) }
    given[OptionTable.provider.name] = $provider.given.map { .text($0.name) }
    given[OptionTable.pageSize.name] = $pageSize.given.map { .integer($0) }
    given[OptionTable.baseURL.name] = baseURL.map { .text($0) }
    given[OptionTable.keyCommand.name] = keyCommand.map { .text($0) }
    given[OptionTable.logFile.name] = logFile.map { .text($0) }
    if allowsInsecureHTTP { given[OptionTable.allowInsecureHTTP.name] = .bool(true) }
    return given
  }
}

extension AppearanceSettings {
  fileprivate var givenOptions: [String: OptionValue] {
    var given: [String: OptionValue] = [:]
    given[OptionTable.color.name] = $color.given.map { .text($0.rawValue) }
    if ascii { given[OptionTable.ascii.name] = .bool(true) }
    given[OptionTable.ambiguousWidth.name] = $ambiguousWidth.given.map { .text($0.rawValue) }
    return given
  }
}

extension Configuration {
  fileprivate typealias ShownRow = (
    name: String, value: OptionValue?, source: PreferenceLayers.Source
  )

  /// - Parameter given: what the command line gave, by the names of the file.
  fileprivate func shownRows(given: [String: OptionValue]) throws(Failure) -> [ShownRow] {
    var rows: [ShownRow] = []
    for option in OptionTable.all {
      switch option.kind {
      case .headers: rows += headers
      case .prices: rows += prices
      default:
        do {
          let (value, source) = try layers.value(of: option, given: given[option.name])
          rows.append((option.name, value, source))
        } catch {
          throw .usage(error.sentence)
        }
      }
    }
    return rows
  }

  /// Their names; a value may be a secret.
  private var headers: [ShownRow] {
    guard let profile else { return [] }
    return profile.headers.map { header in
      let value =
        if case .variable(let name) = header.value { "variable \(name)" } else { "***" }
      return (
        "headers.\(header.name)", .text(value), .profile(profile.name, header.position)
      )
    }
  }

  private var prices: [ShownRow] {
    guard let profile, let prices = profile.prices else { return [] }
    return prices.models.sorted { $0.key < $1.key }.map { model, price in
      (
        "prices.\(model)",
        .text("\(price.input) for input, \(price.output) for output"),
        .profile(profile.name, profile.position)
      )
    }
  }

  fileprivate func words(of source: PreferenceLayers.Source) -> String {
    let path = file?.path ?? ""
    return switch source {
    case .flag(let name): "command line (\(name))"
    case .variable(let name): "environment (\(name))"
    case .profile(let name, let position): "profile \(name) (\(path):\(position))"
    case .file(let position): "file (\(path):\(position))"
    case .usual: "default"
    }
  }
}
