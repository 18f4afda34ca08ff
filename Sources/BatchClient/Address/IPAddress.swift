import Glibc

/// A numeric address in network byte order.
enum IPAddress: Hashable {
  case v4([UInt8])
  case v6([UInt8])

  /// Dotted quads and RFC 4291 notation only: `127.1` and `2130706433` count as names.
  init?(_ text: String) {
    var bytes = [UInt8](repeating: 0, count: 16)
    if inet_pton(AF_INET, text, &bytes) == 1 {
      self = .v4(Array(bytes.prefix(4)))
    } else if inet_pton(AF_INET6, text, &bytes) == 1 {
      self = .v6(bytes)
    } else {
      return nil
    }
  }

  var bytes: [UInt8] {
    switch self {
    case .v4(let bytes), .v6(let bytes): bytes
    }
  }
}

extension IPAddress {
  func isInside(_ network: IPAddress, bits: Int) -> Bool {
    guard bytes.count == network.bytes.count else { return false }
    return zip(bytes, network.bytes).enumerated().allSatisfy { index, pair in
      let kept = min(max(bits - index * 8, 0), 8)
      let mask = UInt8(truncatingIfNeeded: 0xFF << (8 - kept))
      return pair.0 & mask == pair.1 & mask
    }
  }
}
