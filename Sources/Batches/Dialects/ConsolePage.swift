/// A page of a provider's own console in the web.
public struct ConsolePage: Sendable, Hashable {
  /// `{id}` stands for the batch, where the console has a page for each; else it is that of all batches.
  private let template: String

  init(_ template: String) { self.template = template }

  private static let placeholder = "{id}"

  public func url(of id: BatchID) -> String {
    guard let place = template.firstRange(of: Self.placeholder) else { return template }
    return template[..<place.lowerBound] + Self.escaped(id.text) + template[place.upperBound...]
  }

  /// As a part of a path (RFC 3986): whatever a server calls a batch, the page stays on the console's host.
  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
        UInt8(ascii: "~"):
        escaped.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        escaped += "%" + (digits.count == 1 ? "0" : "") + digits
      }
    }
    return escaped
  }
}

extension Dialect {
  /// The console's page for the batches of a server; nil where the provider has none that is known, and for
  /// another server that speaks its dialect.
  /// - Parameter address: of the server, without a query.
  public func consolePage(ofServerAt address: String) -> ConsolePage? {
    let own = server.address.map { $0 == address || $0 + "/" == address }
    return own == true ? server.console.map { ConsolePage($0) } : nil
  }
}
