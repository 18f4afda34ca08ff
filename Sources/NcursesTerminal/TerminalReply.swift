/// What a terminal answers to a query.
enum TerminalReply: Sendable, Equatable {
  /// The column of the cursor, as the terminal counts (CPR). Most count from 1, dvtm from 0.
  case cursor(column: Int)
  /// What the terminal is (DA1), in whatever words.
  case attributes
  /// Its background colour (OSC 11).
  case background(isLight: Bool)
}

extension TerminalReply {
  /// The answer in an operating system command; nil for any other.
  /// - Parameter command: without its introducer and terminator, as in `11;rgb:ffff/ffff/ffff`.
  init?(command: [UInt8]) {
    let fields = String(decoding: command, as: UTF8.self)
      .split(separator: ";", maxSplits: 1, omittingEmptySubsequences: false)
    guard fields.count == 2, fields[0] == "11", let isLight = Self.isLight(fields[1]) else {
      return nil
    }
    self = .background(isLight: isLight)
  }

  /// Whether a colour is light; nil where it is not written as X11 does.
  /// - Parameter color: `rgb:` or `rgba:` and hexadecimal numbers of one to four digits.
  private static func isLight(_ color: Substring) -> Bool? {
    let parts = color.split(separator: ":", maxSplits: 1)
    guard parts.count == 2, ["rgb", "rgba"].contains(parts[0]) else { return nil }
    let channels = parts[1].split(separator: "/", omittingEmptySubsequences: false).map { digits in
      (1...4).contains(digits.count)
        ? Double(Int(digits, radix: 16) ?? -1) / Double(1 << (4 * digits.count) - 1) : -1
    }
    guard channels.count >= 3, channels.allSatisfy({ $0 >= 0 }) else { return nil }
    // Rec. 601, for values as they are stored.
    return 0.299 * channels[0] + 0.587 * channels[1] + 0.114 * channels[2] > 0.5
  }
}

extension ControlSequence {
  /// The answer that the sequence is; nil for any other, and for keys.
  var reply: TerminalReply? {
    switch final {
    case UInt8(ascii: "c") where parameters.first == UInt8(ascii: "?"): .attributes
    case UInt8(ascii: "R"): number(1).map { .cursor(column: $0) }
    default: nil
    }
  }
}
