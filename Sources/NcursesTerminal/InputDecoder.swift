import Screen

/// Turns the bytes that a terminal sends into events.
///
/// It replaces `get_wch`, which swallows up to 143 keys after an invalid byte, loses a character
/// that arrives in two pieces, blocks while it waits for the rest of an escape sequence, and
/// reports unknown sequences as separate keys. The keys of the terminal's description are in
/// `described`.
struct InputDecoder {
  /// How long to wait for the rest of a sequence.
  enum Patience {
    /// After a lone Esc, which looks like the start of a sequence: the user notices the wait.
    case short
    /// In a sequence that has certainly begun, on a slow line.
    case long
    /// In a paste: text after a premature end would be taken for commands.
    case paste
  }

  enum State: Equatable {
    case ground
    /// After this many Esc: 1 or 2.
    case escape(Int)
    /// After `Esc [`: the bytes since.
    case control([UInt8])
    /// After `Esc [ [`, a function key of the Linux console.
    case consoleKey
    /// After `Esc O`: the digits since.
    case shift([UInt8])
    /// In a control string (OSC, DCS and so on), which its opener identifies.
    case string(opener: UInt8, content: [UInt8], afterEscape: Bool)
    /// After `Esc [ M`: the bytes since.
    case oldMouse([UInt8])
    case paste
  }

  /// Key sequences from the terminal's description, all beginning with Esc.
  let described: [[UInt8]: Key]
  /// Whether the terminal was asked to report the mouse.
  var expectsMouse = false
  /// Whether the terminal was asked something: else a cursor position is a function key with modifiers.
  var expectsReplies = false

  private(set) var state = State.ground
  private var characters = UTF8Assembler()
  private var charactersWithAlt = false
  private var pasted = PasteCollector()
  private var events: [InputEvent] = []
  private var replies: [TerminalReply] = []
  /// What may be the beginning of an answer without its Esc.
  private var held: [UInt8] = []
  /// The beginning of an answer whose rest did not come in time, and will when it comes.
  private var unfinished: [UInt8] = []

  init(described: [[UInt8]: Key] = [:]) { self.described = described }

  /// How long to wait before `giveUp`; nil outside a sequence.
  var patience: Patience? {
    switch state {
    case .ground:
      if held.isEmpty { return unfinished.isEmpty ? nil : .long }
      return StrayReply.isCertain(held[...]) ? .long : .short
    case .escape: return .short
    case .paste: return .paste
    default: return .long
    }
  }

  /// The events since the last call, in order.
  mutating func drainEvents() -> [InputEvent] {
    defer { events = [] }
    return events
  }

  /// The answers of the terminal since the last call, in order.
  mutating func drainReplies() -> [TerminalReply] {
    defer { replies = [] }
    return replies
  }

  /// - Parameter bytes: what was read at once.
  mutating func decode(_ bytes: some Sequence<UInt8>) {
    var rest = (held + bytes)[...]
    held = []
    rest.removeFirst(restOfUnfinished(rest))
    while let byte = rest.first {
      if state == .ground, StrayReply.canBegin(with: byte) {
        switch StrayReply.match(rest) {
        case .none: break
        case .beginning:
          held = Array(rest)
          return
        case .whole(let count):
          rest.removeFirst(count)
          continue
        }
      }
      rest.removeFirst()
      decode(byte)
    }
  }

  /// How many of these bytes end an answer that was given up.
  private mutating func restOfUnfinished(_ bytes: ArraySlice<UInt8>) -> Int {
    if unfinished.isEmpty || bytes.isEmpty { return 0 }
    let whole = unfinished + bytes
    switch StrayReply.match(whole[...]) {
    case .whole(let count):
      let ending = max(0, count - unfinished.count)
      unfinished = []
      return ending
    case .beginning:
      unfinished = whole
      return bytes.count
    case .none:
      unfinished = []
      return 0
    }
  }

  /// Ends a sequence whose rest did not arrive in time.
  mutating func giveUp() {
    unfinished = []
    if StrayReply.isCertain(held[...]) {
      unfinished = held
    } else {
      for byte in held { decode(byte) }
    }
    held = []
    switch state {
    case .escape(let count):
      for _ in 0..<count { emit(.escape) }
    case .control([]): emit(.alt("["))
    case .control(let parameters): unfinished = [UInt8(ascii: "[")] + parameters
    case .shift([]): emit(.alt("O"))
    case .string(let opener, content: [], afterEscape: false):
      emit(.alt(Character(Unicode.Scalar(opener))))
    case .string(let opener, let content, afterEscape: false) where opener == UInt8(ascii: "]"):
      unfinished = [opener] + content
    case .paste: endPaste()
    default: break
    }
    state = .ground
  }

  private mutating func decode(_ byte: UInt8) {
    switch state {
    case .ground: ground(byte)
    case .escape(let count): afterEscape(byte, count: count)
    case .control(let parameters): control(byte, parameters)
    case .consoleKey: consoleKey(byte)
    case .shift(let digits): shift(byte, digits)
    case .string(let opener, let content, let afterEscape):
      string(byte, opener: opener, content: content, afterEscape: afterEscape)
    case .oldMouse(let report): oldMouse(byte, report)
    case .paste: paste(byte)
    }
  }

  private mutating func emit(_ key: Key) { events.append(.key(key)) }
}

// MARK: - Characters

extension InputDecoder {
  private mutating func ground(_ byte: UInt8) {
    if byte >= 0x80 {
      guard let scalar = characters.add(byte) else { return }
      let withAlt = charactersWithAlt
      charactersWithAlt = false
      // C1 controls are ignored.
      guard scalar.value >= 0xA0 else { return }
      emit(withAlt ? .alt(Character(scalar)) : .character(Character(scalar)))
      return
    }
    characters.reset()
    charactersWithAlt = false
    if byte == 0x1B {
      state = .escape(1)
    } else {
      emit(Key(ascii: byte))
    }
  }

  private mutating func afterEscape(_ byte: UInt8, count: Int) {
    state = .ground
    if let key = described[[0x1B, byte]] {
      emit(key)
      return
    }
    switch byte {
    case UInt8(ascii: "["): state = .control([])
    case UInt8(ascii: "O"): state = .shift([])
    case 0x1B:
      if count == 2 { emit(.escape) }
      state = .escape(2)
    default:
      if count == 2 { emit(.escape) }
      switch byte {
      case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "X"), UInt8(ascii: "^"),
        UInt8(ascii: "_"):
        state = .string(opener: byte, content: [], afterEscape: false)
      case 0x80...:
        charactersWithAlt = true
        ground(byte)
      default:
        emit(.alt(Character(Unicode.Scalar(byte))))
      }
    }
  }
}

// MARK: - Sequences

extension InputDecoder {
  private mutating func control(_ byte: UInt8, _ parameters: [UInt8]) {
    switch byte {
    case UInt8(ascii: "$") where !parameters.isEmpty && parameters.allSatisfy(\.isDigit):
      // rxvt ends shifted keys with a byte that is not final elsewhere.
      finishControl(byte, parameters)
    case 0x20..<0x40:
      // A sequence this long is ignored, but its end still has to be found.
      state = .control(parameters.count < 32 ? parameters + [byte] : parameters)
    case UInt8(ascii: "[") where parameters.isEmpty:
      state = .consoleKey
    case UInt8(ascii: "M") where parameters.isEmpty && expectsMouse:
      state = .oldMouse([])
    case 0x40..<0x7F:
      finishControl(byte, parameters)
    default:
      abandon(for: byte)
    }
  }

  private mutating func finishControl(_ final: UInt8, _ parameters: [UInt8]) {
    state = .ground
    if let key = described[[0x1B, UInt8(ascii: "[")] + parameters + [final]] {
      emit(key)
      return
    }
    let sequence = ControlSequence(parameters: parameters, final: final)
    if expectsReplies, let reply = sequence.reply {
      replies.append(reply)
      return
    }
    switch sequence.meaning {
    case .event(.mouse) where !expectsMouse: break
    case .event(let event): events.append(event)
    case .pasteBegins: state = .paste
    case .unknown: break
    }
  }

  private mutating func shift(_ byte: UInt8, _ digits: [UInt8]) {
    switch byte {
    case 0x30..<0x3A where digits.count < 8: state = .shift(digits + [byte])
    case 0x20..<0x7F:
      state = .ground
      let sequence = [0x1B, UInt8(ascii: "O")] + digits + [byte]
      if let key = described[sequence] ?? Key(shiftFinal: byte) { emit(key) }
    default: abandon(for: byte)
    }
  }

  private mutating func consoleKey(_ byte: UInt8) {
    guard (0x20..<0x7F).contains(byte) else { return abandon(for: byte) }
    state = .ground
    if (UInt8(ascii: "A")...UInt8(ascii: "E")).contains(byte) {
      emit(.function(Int(byte - UInt8(ascii: "A")) + 1))
    }
  }

  /// Longer than any answer that is of interest, in bytes.
  private static let longestString = 64

  private mutating func string(
    _ byte: UInt8, opener: UInt8, content: [UInt8], afterEscape: Bool
  ) {
    switch byte {
    case 0x07: finishString(opener, content)
    case UInt8(ascii: "\\") where afterEscape: finishString(opener, content)
    case 0x18, 0x1A: state = .ground
    case 0x03:
      // ^C comes from the user, whatever the terminal has begun to send.
      abandon(for: byte)
    case 0x1B: state = .string(opener: opener, content: content, afterEscape: true)
    default:
      let content = content.count < Self.longestString ? content + [byte] : content
      state = .string(opener: opener, content: content, afterEscape: false)
    }
  }

  private mutating func finishString(_ opener: UInt8, _ content: [UInt8]) {
    state = .ground
    if opener == UInt8(ascii: "]"), let reply = TerminalReply(command: content) {
      replies.append(reply)
    }
  }

  private mutating func oldMouse(_ byte: UInt8, _ report: [UInt8]) {
    let report = report + [byte]
    guard report.count == 3 else {
      state = .oldMouse(report)
      return
    }
    state = .ground
    let numbers = report.map { Int($0) - 32 }
    if let event = MouseEvent(
      button: numbers[0], column: numbers[1], row: numbers[2], isRelease: numbers[0] & 3 == 3)
    {
      events.append(.mouse(event))
    }
  }

  /// Ends a sequence at a byte that cannot be part of it, which is decoded on its own.
  private mutating func abandon(for byte: UInt8) {
    state = .ground
    ground(byte)
  }
}

// MARK: - Paste

extension InputDecoder {
  private mutating func paste(_ byte: UInt8) {
    guard pasted.add(byte) else { return }
    endPaste()
    state = .ground
  }

  private mutating func endPaste() {
    let text = pasted.drainText()
    if !text.isEmpty { events.append(.paste(text)) }
  }
}

extension UInt8 {
  var isDigit: Bool { (0x30..<0x3A).contains(self) }
}
