import FoundationEssentials
import Screen

/// What can be told to a terminal besides what to show (operating system commands, OSC).
struct TerminalCommand {
  /// More than this a terminal does not take: in Base64 it fills the 100,000 bytes that many read.
  static let longestText = 74_994
  /// Columns of a desktop notice.
  static let longestNotice = 200

  /// The value of `TERM`.
  let terminal: String
  let isANSI: Bool
  let isInsideTmux: Bool
  /// Whether the terminal is built on VTE, as GNOME's is (`VTE_VERSION`).
  var isVTE = false

  /// Whether the terminal swallows commands that it does not know, instead of showing them.
  var isUnderstood: Bool {
    isANSI && !terminal.hasPrefix("linux") && !terminal.hasPrefix("vt")
  }

  /// Puts a text on the clipboard (OSC 52); nil where that is impossible.
  func copying(_ text: String) -> [UInt8]? {
    guard isUnderstood, text.utf8.count <= Self.longestText else { return nil }
    return sequence("52;c;" + Data(text.utf8).base64EncodedString())
  }

  /// Shows a desktop notice: OSC 777 where it is at home, OSC 9 elsewhere.
  func notice(_ text: String) -> [UInt8]? {
    guard isUnderstood else { return nil }
    let short = ScreenText.truncated(ScreenText.harmless(text), to: Self.longestNotice)
    if terminal.hasPrefix("rxvt") || terminal.hasPrefix("foot") || isVTE {
      return passedThrough(sequence("777;notify;lazybatch;" + short))
    }
    // A digit first would be taken for another of ConEmu's commands under the same number.
    return passedThrough(sequence("9;" + (short.first?.isNumber == true ? " " : "") + short))
  }

  private func sequence(_ command: String) -> [UInt8] {
    Array("\u{1B}]\(command)\u{07}".utf8)
  }

  /// tmux hands on what is wrapped like this, where it is allowed to.
  private func passedThrough(_ sequence: [UInt8]) -> [UInt8] {
    guard isInsideTmux else { return sequence }
    let doubled = sequence.flatMap { $0 == 0x1B ? [0x1B, 0x1B] : [$0] }
    return Array("\u{1B}Ptmux;".utf8) + doubled + Array("\u{1B}\\".utf8)
  }
}
