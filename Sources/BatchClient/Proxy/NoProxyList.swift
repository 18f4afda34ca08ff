/// The hosts that are reached directly, as in `no_proxy`: domain names with their subdomains,
/// addresses, and address ranges such as `10.0.0.0/8`, each with an optional port, or `*` for all,
/// separated by commas or spaces.
struct NoProxyList: Sendable, Hashable {
  private enum Pattern: Hashable {
    case all
    case name(String)
    case addresses(IPAddress, bits: Int)
  }

  private struct Entry: Sendable, Hashable {
    let pattern: Pattern
    let port: Int?
  }

  private let entries: [Entry]

  init(_ text: String) {
    entries = text.split { $0 == "," || $0.isWhitespace }.compactMap(Self.entry)
  }

  func contains(_ origin: Origin) -> Bool {
    let host = Self.withoutDot(origin.host)
    return entries.contains { entry in
      (entry.port == nil || entry.port == origin.port) && Self.matches(entry.pattern, host)
    }
  }

  private static func matches(_ pattern: Pattern, _ host: String) -> Bool {
    switch pattern {
    case .all: true
    case .name(let name): host == name || host.hasSuffix(".\(name)")
    case .addresses(let network, let bits):
      IPAddress(host).map { $0.isInside(network, bits: bits) } ?? false
    }
  }

  private static func entry(_ text: Substring) -> Entry? {
    if text == "*" { return Entry(pattern: .all, port: nil) }
    let (host, port) = splitPort(text)
    if let range = addresses(host) { return Entry(pattern: range, port: port) }
    var name = withoutDot(host.lowercased())[...]
    if name.hasPrefix("*.") { name.removeFirst() }
    if name.hasPrefix(".") { name.removeFirst() }
    return name.isEmpty ? nil : Entry(pattern: .name(String(name)), port: port)
  }

  private static func addresses(_ text: Substring) -> Pattern? {
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard let network = parts.first.flatMap({ IPAddress(String($0)) }) else { return nil }
    let width = network.bytes.count * 8
    guard parts.count == 2 else { return .addresses(network, bits: width) }
    guard let bits = Int(parts[1]), (0...width).contains(bits) else { return nil }
    return .addresses(network, bits: bits)
  }

  /// A single colon separates a port; several belong to an IPv6 address, whose port follows a bracket.
  private static func splitPort(_ text: Substring) -> (host: Substring, port: Int?) {
    if text.hasPrefix("["), let end = text.firstIndex(of: "]") {
      return (text[..<end].dropFirst(), Int(text[end...].dropFirst(2)))
    }
    guard let colon = text.firstIndex(of: ":"), colon == text.lastIndex(of: ":"),
      let port = Int(text[colon...].dropFirst())
    else { return (text, nil) }
    return (text[..<colon], port)
  }

  private static func withoutDot(_ name: String) -> String {
    name.hasSuffix(".") ? String(name.dropLast()) : name
  }
}
