import Preferences

/// The profiles that the browser can switch to.
struct ProfileChoice: Sendable {
  private let given: BrowseSettings
  private let configuration: Configuration
  private let environment: [String: String]

  /// - Parameters:
  ///   - given: as the command line has them.
  ///   - environment: keys included.
  init(
    _ given: BrowseSettings, _ configuration: Configuration, _ environment: [String: String]
  ) {
    self.given = given
    self.configuration = configuration
    self.environment = environment
  }

  /// In the order of the file. The demo has no other account.
  var names: [String] {
    given.server.demo ? [] : configuration.preferences.profiles.map(\.name)
  }

  /// Why a profile cannot be used, as a sentence without its full stop; nil where it can.
  func refusal(of name: String) -> String? {
    do {
      var configuration = configuration
      try configuration.use(name)
      let settings = try given.completed(by: configuration)
      _ = try ServerPlan(settings.server, environment: environment)
      return nil
    } catch {
      return error.sentence
    }
  }
}
