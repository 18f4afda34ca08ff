/// The value of `Content-Range` (RFC 9110, 14.4).
struct ContentRange: Sendable, Hashable {
  /// The first byte; nil where the server says that it cannot send the range.
  var start: Int?
  /// Size of the whole file in bytes; nil where the server does not give it.
  var total: Int?

  /// - Parameter text: `bytes 100-199/5000`, `bytes 100-199/*` or `bytes */5000`; nil for anything else.
  init?(_ text: String) {
    let words = text.split(separator: " ", omittingEmptySubsequences: true)
    guard words.count == 2, words[0].lowercased() == "bytes" else { return nil }
    let parts = words[1].split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2 else { return nil }
    total = Self.number(parts[1])
    guard total != nil || parts[1] == "*" else { return nil }
    if parts[0] == "*" { return }
    let ends = parts[0].split(separator: "-", omittingEmptySubsequences: false).map(Self.number)
    guard ends.count == 2, let first = ends[0], let last = ends[1], first <= last,
      last < total ?? .max
    else { return nil }
    start = first
  }

  private static func number(_ text: Substring) -> Int? {
    guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return Int(text)
  }
}
