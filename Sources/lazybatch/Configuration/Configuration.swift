import Batches
import Preferences

/// What the file of settings and the environment say, and the profile that is in use.
struct Configuration: Sendable {
  var file: ConfigurationFile?
  /// Whether the file is there.
  var exists: Bool
  var layers: PreferenceLayers

  var preferences: Preferences { layers.preferences }
  var profile: Profile? { layers.profile }

  /// Reads the file.
  init(environment: [String: String]) {
    let file = ConfigurationFile(environment: environment)
    let preferences = file?.read()
    self.file = file
    exists = preferences != nil
    layers = PreferenceLayers(
      environment: environment, preferences: preferences ?? Preferences())
  }

  /// Chooses the profile.
  /// - Parameter name: from the command line; nil for what variable and file say.
  /// - Throws: `Failure.usage` where it is unknown, or something in it is wrong: which account is asked,
  ///   and where a key goes, must not depend on a mistake.
  mutating func use(_ name: String?) throws(Failure) {
    layers.profile = nil
    guard let name = try text(OptionTable.profile, given: name.map { .text($0) }) else {
      try refuseUnknownProfile()
      return
    }
    guard let profile = preferences.profile(name) else {
      if preferences.isUnknown, let problem = preferences.problems.first {
        throw .usage("There is no profile \(name): \(text(of: problem))")
      }
      let known = preferences.profiles.map(\.name)
      throw .usage(
        PreferenceProblem(.unknownProfile(name, known: known), at: .start).sentence.capitalizedFirst
          + (known.isEmpty ? file.map { " (\($0.path))" } ?? "" : ""))
    }
    if profile.isFaulty { throw fault(of: profile) }
    layers.profile = profile
  }

  /// The file may name a profile that does not exist.
  private func refuseUnknownProfile() throws(Failure) {
    for problem in preferences.problems {
      if case .unknownProfile = problem.kind { throw .usage(text(of: problem)) }
    }
  }

  private func fault(of profile: Profile) -> Failure {
    let path = "profile.\(profile.name)"
    let problem =
      preferences.problems.first { $0.position >= profile.position } ?? preferences.problems.first
    return .usage(
      "\(path) is not used, because of a mistake in it: " + (problem.map { text(of: $0) } ?? ""))
  }

  /// With path, line and column.
  func text(of problem: PreferenceProblem) -> String {
    let path = file?.path ?? ""
    if case .unreadable = problem.kind { return "\(path): \(problem.sentence)" }
    return "\(path):\(problem.position): \(problem.sentence)"
  }

  /// One sentence about all that is wrong; nil where nothing is.
  var complaint: String? {
    let problems = (preferences.problems + preferences.keymap.problems)
      .sorted { $0.position < $1.position }
    guard let first = problems.first else { return nil }
    let more = problems.count - 1
    return text(of: first)
      + (more == 0 ? "" : " (and \(more) more: `lazybatch config check` lists them)")
  }

  // MARK: Values

  func value(
    _ option: PreferenceOption, given: OptionValue? = nil
  ) throws(Failure) -> OptionValue? {
    do {
      return try layers.value(of: option, given: given).value
    } catch {
      throw .usage(error.sentence)
    }
  }

  func text(_ option: PreferenceOption, given: OptionValue? = nil) throws(Failure) -> String? {
    if case .text(let text) = try value(option, given: given) { text } else { nil }
  }

  func isOn(_ option: PreferenceOption) throws(Failure) -> Bool {
    try value(option) == .bool(true)
  }

  func integer(_ option: PreferenceOption) throws(Failure) -> Int? {
    if case .integer(let number) = try value(option) { number } else { nil }
  }

  /// The variables with secrets that any profile names, which child processes must not see.
  var secretVariables: [String] { preferences.profiles.flatMap(\.secretVariables) }
}

extension String {
  /// With its first letter in upper case.
  var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
