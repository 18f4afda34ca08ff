import Screen

/// A control sequence, which begins with `Esc [` (ECMA-48).
struct ControlSequence {
  enum Meaning: Equatable {
    case event(InputEvent)
    case pasteBegins
    case unknown
  }

  let parameters: [UInt8]
  let final: UInt8

  var meaning: Meaning {
    switch parameters.first {
    case UInt8(ascii: "<"): return mouse
    // A reply to a query that we did not send, or a private extension.
    case .some(0x3A), .some(0x3D...0x3F): return .unknown
    default: break
    }
    switch final {
    case UInt8(ascii: "I"): return .event(.focus(true))
    case UInt8(ascii: "O"): return .event(.focus(false))
    case UInt8(ascii: "~") where number(0) == 200: return .pasteBegins
    case UInt8(ascii: "~") where number(0) == 27: return key(code: number(2), modifiers: number(1))
    case UInt8(ascii: "u"): return key(code: number(0), modifiers: number(1))
    case UInt8(ascii: "~"), UInt8(ascii: "$"), UInt8(ascii: "^"), UInt8(ascii: "@"):
      return number(0).flatMap(Key.init(numbered:)).map { .event(.key($0)) } ?? .unknown
    default:
      // "1;5A" is a key with modifiers; other numbers belong to replies and the like.
      guard (number(0) ?? 1) == 1 else { return .unknown }
      return Key(controlFinal: final).map { .event(.key($0)) } ?? .unknown
    }
  }

  /// The parameter at an index, without the subparameters after a colon.
  func number(_ index: Int) -> Int? {
    let fields = parameters.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
    guard index < fields.count else { return nil }
    let digits = fields[index].prefix { $0 != UInt8(ascii: ":") }
    // `Int` would accept a sign, which is a parameter byte, too.
    guard digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else {
      return nil
    }
    return Int(String(decoding: digits, as: UTF8.self))
  }

  private var mouse: Meaning {
    let inner = ControlSequence(parameters: Array(parameters.dropFirst()), final: final)
    guard let button = inner.number(0), let column = inner.number(1), let row = inner.number(2),
      let event = MouseEvent(
        button: button, column: column, row: row, isRelease: final != UInt8(ascii: "M"))
    else { return .unknown }
    return .event(.mouse(event))
  }

  /// A key reported by its character: xterm's modifyOtherKeys and kitty's keyboard protocol.
  private func key(code: Int?, modifiers: Int?) -> Meaning {
    guard let code, (0..<0xE000).contains(code), let scalar = Unicode.Scalar(UInt32(code)) else {
      return .unknown
    }
    let held = max(0, (modifiers ?? 1) - 1)
    let (shift, alt, control) = (held & 1 != 0, held & 2 != 0, held & 4 != 0)
    let character = Character(scalar)
    let lower = character.lowercased().first ?? character
    if code == 9 && shift { return .event(.key(.backTab)) }
    if code < 0x20 || code == 0x7F { return .event(.key(Key(ascii: UInt8(code)))) }
    if control {
      return lower.isLetter || "[\\]^_@".contains(lower)
        ? .event(.key(.control(lower))) : .unknown
    }
    return .event(.key(alt ? .alt(character) : .character(character)))
  }
}

extension MouseEvent {
  /// From an xterm report: the button with its flags, column and row counted from 1. nil for movement,
  /// releases, and buttons other than the first.
  init?(button: Int, column: Int, row: Int, isRelease: Bool) {
    let moves = button & 32 != 0
    guard !isRelease, !moves, column >= 1, row >= 1 else { return nil }
    let action: Action
    switch (button & 0xC0, button & 3) {
    case (0, 0): action = .press
    case (64, 0): action = .wheelUp
    case (64, 1): action = .wheelDown
    default: return nil
    }
    self.init(action, at: Point(column: column - 1, row: row - 1))
  }
}
