import Batches
import Secrets

extension Dialect {
  /// Refuses to choose between two servers of which the key belongs to one only.
  /// - Parameter chosen: the variable that names the address; nil where it is the provider's usual one.
  func refuseOtherServers(
    _ chosen: AddressVariable?, _ environment: [String: String]
  ) throws(InvalidSetting) {
    guard let address = server.address, let usual = AddressText.host(of: address) else { return }
    if let chosen {
      guard name != ServerSettings().provider.name,
        let host = environment[chosen.name].flatMap(AddressText.host(of:)), host != usual,
        let other = provider(sharingKeysAt: host)
      else { return }
      throw InvalidSetting(
        "\(chosen.name) names \(host), which is the server of --provider \(other.name) and not of "
          + "\(name): unset it, or leave out --provider")
    }
    for variable in unreadAddressVariables {
      guard let host = environment[variable].flatMap(AddressText.host(of:)), host != usual else {
        continue
      }
      throw InvalidSetting(
        "\(variable) names \(host), so the key may not be meant for \(usual): give the address with "
          + "--base-url, or unset the variable")
    }
  }

  /// The provider at a host that takes its key from the same variable as this one.
  private func provider(sharingKeysAt host: String) -> Dialect? {
    let keys = Set(server.keys.map(\.name))
    return Self.all.first { other in
      other != self && other.server.address.flatMap(AddressText.host(of:)) == host
        && other.server.keys.contains { keys.contains($0.name) }
    }
  }

  /// Variables by which other programs know the address that goes with a key of this provider: those
  /// that are named like the key's. What they append to it is not known.
  private var unreadAddressVariables: [String] {
    let names = server.keys.compactMap { key -> Substring? in
      key.name.hasSuffix(Self.keySuffix) ? key.name.dropLast(Self.keySuffix.count) : nil
    }
    return names.flatMap { name in Self.addressSuffixes.map { "\(name)_\($0)" } }
  }

  private static let keySuffix = "_API_KEY"
  private static let addressSuffixes = [
    "BASE_URL", "API_BASE", "API_BASE_URL", "BASE", "URL", "API_URL", "ENDPOINT", "API_ENDPOINT",
    "HOST", "API_HOST", "SERVER_URL", "PROXY_URL", "GATEWAY_URL",
  ]
}

/// The text of an address that may lack its scheme.
enum AddressText {
  /// The host with its port, in lower case; nil where the text names none.
  static func host(of text: String) -> String? {
    var rest = text.trimmingWhitespace()[...]
    let scheme = rest.firstRange(of: "://")
    if let scheme {
      guard rest[..<scheme.lowerBound].lowercased().hasPrefix("http") else { return nil }
      rest = rest[scheme.upperBound...]
    }
    let host = rest.prefix { !"/?#\\".contains($0) }.lowercased()
    // A single word may be anything.
    let isHost = scheme != nil || host.contains(".") || host.contains(":") || host == "localhost"
    return isHost && !host.isEmpty ? host.droppingUsualPort : nil
  }
}

extension String {
  fileprivate var droppingUsualPort: String { hasSuffix(":443") ? String(dropLast(4)) : self }
}
