import FoundationEssentials
import Screen

/// Operating system commands (OSC) for the terminal.
struct TerminalCommand {
  /// In bytes: encoded in Base64, a longer text exceeds the limit of 100,000 bytes of many terminals.
  static let longestText = 74_994
  /// In columns.
  static let longestNotice = 200

  /// The value of `TERM`.
  let terminal: String
  let isANSI: Bool
  let isInsideTmux: Bool
  /// Whether GNU screen is the innermost terminal.
  var isInsideScreen = false
  /// Whether the terminal is based on VTE, like GNOME's (`VTE_VERSION`).
  var isVTE = false

  /// Whether the terminal ignores unknown commands instead of printing them.
  var isUnderstood: Bool {
    isANSI && !terminal.hasPrefix("linux") && !terminal.hasPrefix("vt")
  }

  /// Puts a text on the clipboard (OSC 52); nil where that is not supported.
  func copying(_ text: String) -> [UInt8]? {
    guard isUnderstood, text.utf8.count <= Self.longestText else { return nil }
    let copying = sequence("52;c;" + Data(text.utf8).base64EncodedString())
    return isInsideScreen ? passedThroughScreen(copying) : copying
  }

  /// Shows a desktop notification: OSC 777 for terminals that have it, else OSC 9.
  func notice(_ text: String) -> [UInt8]? {
    guard isUnderstood else { return nil }
    let short = ScreenText.truncated(ScreenText.harmless(text), to: Self.longestNotice)
    if terminal.hasPrefix("rxvt") || terminal.hasPrefix("foot") || isVTE {
      return passedThrough(sequence("777;notify;lazybatch;" + short))
    }
    // A leading digit would be read as one of ConEmu's other OSC 9 commands.
    return passedThrough(sequence("9;" + (short.first?.isNumber == true ? " " : "") + short))
  }

  private func sequence(_ command: String) -> [UInt8] {
    Array("\u{1B}]\(command)\u{07}".utf8)
  }

  /// In bytes: GNU screen drops a longer string as a whole.
  private static let longestPart = 767

  /// Wraps a sequence for GNU screen, in parts that the outer terminal gets as one.
  private func passedThroughScreen(_ sequence: [UInt8]) -> [UInt8] {
    stride(from: 0, to: sequence.count, by: Self.longestPart).flatMap { start in
      Array("\u{1B}P".utf8) + sequence[start..<min(start + Self.longestPart, sequence.count)]
        + Array("\u{1B}\\".utf8)
    }
  }

  /// Wraps a sequence for the multiplexer that we run in. tmux passes it on if its configuration allows
  /// that.
  private func passedThrough(_ sequence: [UInt8]) -> [UInt8] {
    if isInsideScreen { return passedThroughScreen(sequence) }
    guard isInsideTmux else { return sequence }
    let doubled = sequence.flatMap { $0 == 0x1B ? [0x1B, 0x1B] : [$0] }
    return Array("\u{1B}Ptmux;".utf8) + doubled + Array("\u{1B}\\".utf8)
  }
}
