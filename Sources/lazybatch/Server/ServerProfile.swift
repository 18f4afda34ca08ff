import BatchClient
import Batches
import Preferences
import Secrets

/// A profile of the file as the way to a server.
///
/// What it names goes to its own server and nowhere else: an option that leads to another one has to bring
/// its own key.
struct ServerProfile: Sendable, Hashable {
  private let profile: Profile
  /// Its own, whatever the command line says.
  private let provider: Dialect

  init(_ profile: Profile, provider: Dialect) {
    self.profile = profile
    self.provider = provider
  }

  var name: String { profile.name }
  var baseURL: String? { profile.text(OptionTable.baseURL) }
  var prices: Prices? { profile.prices }
  private var keyVariable: String? { profile.text(OptionTable.keyVariable) }
  private var keyCommand: String? { profile.text(OptionTable.keyCommand) }
  var namesCommand: Bool { keyCommand != nil }
  private var namesKey: Bool { keyVariable != nil || keyCommand != nil }

  /// The environment with the organisation and the project of the profile in the place of those of the
  /// variables; unchanged for another server than the profile's.
  func completing(
    _ environment: [String: String], for address: ServerAddress
  ) -> [String: String] {
    guard leads(to: address, environment: environment) else { return environment }
    var environment = environment
    for (option, variable) in [
      (OptionTable.organization, "OPENAI_ORG_ID"), (OptionTable.project, "OPENAI_PROJECT_ID"),
    ] {
      if let text = profile.text(option) { environment[variable] = text }
    }
    return environment
  }

  /// Whether an address is that of the profile.
  private func leads(to address: ServerAddress, environment: [String: String]) -> Bool {
    let own = try? provider.address(
      baseURL: baseURL, environment: environment, allowingInsecureHTTP: true)
    return own?.origin == address.origin
  }

  /// - Throws: a sentence where the profile's key or headers would go to another server than its own, or
  ///   where it is not clear which one that is.
  func check(
    _ address: ServerAddress, _ options: ServerSettings, environment: [String: String]
  ) throws(InvalidSetting) {
    guard leads(to: address, environment: environment) else {
      let isBound = namesKey || baseURL != nil || !profile.headers.isEmpty
      if !isBound || options.keyCommand != nil { return }
      throw InvalidSetting(
        "\(address.host) is not the server of the profile \(name), whose key does not go there: leave "
          + "out --profile, or give the key with --api-key-command")
    }
    guard namesKey, baseURL == nil, let usual = provider.server.address,
      let usualHost = AddressText.host(of: usual), usualHost != address.host.lowercased()
    else { return }
    throw InvalidSetting(
      "a variable names the server \(address.host), and the key of the profile \(name) may not be meant "
        + "for it: give the profile a base_url")
  }

  /// - Throws: a sentence, without the value, when one cannot be sent or its variable is not set.
  func headers(
    to address: ServerAddress, environment: [String: String]
  ) throws(InvalidSetting) -> [RequestHeader] {
    guard leads(to: address, environment: environment) else { return [] }
    var headers: [RequestHeader] = []
    for header in profile.headers {
      do throws(InvalidSetting) {
        switch header.value {
        case .text(let text):
          headers.append(try RequestHeader(parsing: "\(header.name): \(text)"))
        case .variable(let variable):
          guard let text = environment[variable], !text.isEmpty else {
            throw InvalidSetting("the variable \(variable) is not set")
          }
          headers.append(try RequestHeader(parsing: "\(header.name): \(text)"))
        }
      } catch {
        throw InvalidSetting("profile.\(name).headers.\(header.name): \(error.sentence)")
      }
    }
    return headers
  }

  /// The key that goes to the server.
  /// - Returns: nil where the profile leaves that to the variables of its provider.
  func key(
    for address: ServerAddress, environment: [String: String]
  ) throws(Failure) -> (ServerPlan.KeySource, Dialect.KeyVariable?)? {
    guard leads(to: address, environment: environment) else { return nil }
    if let keyCommand { return (.command(keyCommand), nil) }
    if let keyVariable {
      guard let text = environment[keyVariable], !text.allSatisfy(\.isWhitespace) else {
        throw .noPermission(
          "The profile \(name) takes its key from the variable \(keyVariable), which is not set")
      }
      do {
        return (.given(try APIKey(text)), variable(named: keyVariable))
      } catch {
        throw .noPermission("\(keyVariable): \(error.sentence)")
      }
    }
    // The variables of a provider belong to its own server, or to the one that another variable names.
    guard baseURL != nil, !isUsual(address, environment: environment) else { return nil }
    if address.isLoopback { return (.none, nil) }
    throw .noPermission(
      "The profile \(name) names no key for \(address.host): give it \(OptionTable.keyVariable.name) or "
        + OptionTable.keyCommand.name)
  }

  private func isUsual(_ address: ServerAddress, environment: [String: String]) -> Bool {
    let usual = try? provider.address(
      baseURL: nil, environment: environment, allowingInsecureHTTP: true)
    return usual?.origin == address.origin
  }

  /// A variable of one's own is sent as those of the provider are.
  private func variable(named name: String) -> Dialect.KeyVariable? {
    let known = provider.server.keys
    var variable = known.first { $0.name == name } ?? known.last
    variable?.name = name
    return variable
  }
}
