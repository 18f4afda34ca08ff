import CNcurses
import Glibc
import Screen

/// What terminfo says about a terminal.
public struct TerminalDescription: Sendable {
  /// The name of the description in terminfo.
  public let name: String
  /// The value of `TERM`, made harmless, where terminfo does not know it and `name` is a similar terminal.
  public let unknownName: String?
  /// Whether it understands ECMA-48 control sequences. Then it ignores modes that it does not know,
  /// such as bracketed paste.
  let isANSI: Bool
  /// The key sequences that begin with Esc.
  let keys: [[UInt8]: Key]
  /// Makes it leave the full screen from any state.
  let restoration: [UInt8]
  /// Erases the last line, where the shell's prompt comes to stand on a terminal that keeps the last
  /// picture: one without an alternate screen, or one that ignores the switch back to the primary
  /// screen, as mosh does, and GNU screen in its default settings.
  let footErasure: [UInt8]
  let hidesCursor: Bool

  /// The description of the terminal on standard output, which `TERM` names.
  /// - Throws: `TerminalError`, a sentence for the user, when it cannot be used in full screen.
  public init(environment: [String: String]) throws(TerminalError) {
    try self.init(name: environment["TERM", default: ""], descriptor: STDOUT_FILENO)
  }

  /// - Parameters:
  ///   - name: the value of `TERM`.
  ///   - descriptor: open on the terminal.
  init(name: String, descriptor: Int32) throws(TerminalError) {
    guard !name.isEmpty else {
      throw TerminalError(
        "TERM is not set, so the type of this terminal is unknown. "
          + "Set it, for example: TERM=xterm-256color")
    }
    let known = try Self.load(name, descriptor)
    defer { lb_drop_description() }
    self.name = known
    unknownName = known == name ? nil : Self.readable(name)
    guard let positioning = Self.bytes("cup"), Self.bytes("clear") != nil else {
      throw TerminalError(
        "The terminal \"\(Self.readable(name))\" (TERM) cannot position its cursor, which "
          + "the browser needs. If it can do more than that, try: TERM=xterm-256color")
    }
    isANSI = positioning.starts(with: TerminalMode.introducer)

    var keys: [[UInt8]: Key] = [:]
    for (capability, key) in Key.capabilities {
      if let sequence = Self.bytes(capability), sequence.count > 1, sequence[0] == 0x1B {
        keys[sequence] = key
      }
    }
    self.keys = keys

    var restoration = isANSI ? TerminalMode.allOff : []
    var plain: [UInt8] = []
    for capability in ["sgr0", "op"] { plain += Self.bytes(capability) ?? [] }
    // Only ECMA-48 can address the last line without knowing the size; elsewhere the next line has to
    // do. Erasing may fill the line with the current background, so the attributes go first.
    footErasure =
      plain
      + (isANSI
        ? Array("\u{1B}[9999;1H".utf8) + (Self.bytes("el") ?? Array("\u{1B}[K".utf8))
        : Array("\r\n".utf8))
    restoration += footErasure
    for capability in ["rmkx", "cnorm", "rmcup"] {
      restoration += Self.bytes(capability) ?? []
    }
    self.restoration = restoration
    hidesCursor = Self.bytes("civis") != nil
  }

  /// Loads the description of a terminal, or of a similar one.
  /// - Returns: the name of that description.
  private static func load(_ name: String, _ descriptor: Int32) throws(TerminalError) -> String {
    var status: Int32 = 0
    for known in [name] + TerminalFallback.names(for: name)
    where setupterm(known, descriptor, &status) != ERR {
      return known
    }
    throw TerminalError(
      status == -1
        ? "The terminfo database is not installed."
        : "The terminal \"\(readable(name))\" (TERM) is unknown here. Install its "
          + "description, or name a similar one, for example: TERM=xterm-256color")
  }

  /// The value of a string capability, without padding.
  private static func bytes(_ capability: String) -> [UInt8]? {
    guard let value = lb_string_capability(capability) else { return nil }
    return withoutPauses(Array(String(cString: value).utf8))
  }

  /// Without terminfo's padding, such as `$<5>`.
  static func withoutPauses(_ bytes: [UInt8]) -> [UInt8] {
    var kept: [UInt8] = []
    var remaining = bytes[...]
    while let byte = remaining.first {
      if remaining.starts(with: [UInt8(ascii: "$"), UInt8(ascii: "<")]),
        let end = remaining.firstIndex(of: UInt8(ascii: ">"))
      {
        remaining = remaining[(end + 1)...]
      } else {
        kept.append(byte)
        remaining = remaining.dropFirst()
      }
    }
    return kept
  }

  /// `TERM` may contain anything, and this is printed on a terminal.
  private static func readable(_ name: String) -> String {
    ScreenText.truncated(
      ScreenText.harmless(name, charset: .ascii), to: 40, ellipsis: "~")
  }
}

/// Modes without a terminfo name, which all terminals compatible with xterm share.
enum TerminalMode {
  static let introducer = Array("\u{1B}[".utf8)
  static let pasteAndFocusOn = Array("\u{1B}[?2004h\u{1B}[?1004h".utf8)
  /// Buttons and wheel, with unlimited coordinates (SGR).
  static let mouseOn = Array("\u{1B}[?1000h\u{1B}[?1006h".utf8)
  static let mouseOff = Array("\u{1B}[?1006l\u{1B}[?1000l".utf8)
  static let allOff = mouseOff + Array("\u{1B}[?1004l\u{1B}[?2004l".utf8)
}
