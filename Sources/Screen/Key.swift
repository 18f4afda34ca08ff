/// A key of the keyboard.
public enum Key: Sendable, Hashable {
  /// A printable character; Space is `.character(" ")`.
  case character(Character)
  /// Control with a lower-case letter or one of `[ \ ] ^ _ @`.
  case control(Character)
  /// Alt (Meta) with a character, or with the control character that a key sends: U+000D for Enter,
  /// U+007F for Backspace.
  case alt(Character)
  case up, down, left, right, home, end, pageUp, pageDown
  case enter, escape, tab, backTab, backspace, delete, insert
  case function(Int)
}

extension Key {
  /// A key that sends one ASCII byte.
  public init(ascii byte: UInt8) {
    switch byte {
    case 0x08, 0x7F: self = .backspace
    case 0x09: self = .tab
    case 0x0A, 0x0D: self = .enter
    case 0x1B: self = .escape
    case 0x00: self = .control("@")
    case 0x01...0x1A: self = .control(Character(Unicode.Scalar(byte + 0x60)))
    case 0x1C...0x1F: self = .control(Character(Unicode.Scalar(byte + 0x40)))
    default: self = .character(Character(Unicode.Scalar(byte)))
    }
  }

  /// Whether it types a character where text is typed.
  public var isText: Bool { if case .character = self { true } else { false } }

  /// The key that was pressed together with Alt; nil without Alt.
  ///
  /// A terminal sends Esc and the code of that key. tmux sends the same when Esc and then that key are
  /// pressed within half a second (its `escape-time`).
  public var withoutAlt: Key? {
    guard case .alt(let character) = self else { return nil }
    return character.asciiValue.map(Key.init(ascii:)) ?? .character(character)
  }
}

/// A mouse action and the cell under the pointer.
public struct MouseEvent: Sendable, Hashable {
  public enum Action: Sendable, Hashable {
    case press, wheelUp, wheelDown
  }

  public var action: Action
  public var point: Point

  public init(_ action: Action, at point: Point) {
    self.action = action
    self.point = point
  }
}

/// An event from the terminal.
public enum InputEvent: Sendable, Hashable {
  case key(Key)
  /// Pasted text.
  case paste(String)
  case mouse(MouseEvent)
  /// The terminal's window has gained or lost the focus. Not all terminals report it.
  case focus(Bool)
  case resize(Size)
  /// The terminal turned out to show other characters than it seemed to, or to count them otherwise;
  /// everything has to be laid out again.
  case charset(Charset)
  /// The program was stopped (^Z) and continues; the screen has to be redrawn.
  case resumed
  /// A signal asks the program to exit.
  case terminate(signal: Int32)
  /// The terminal is gone.
  case hangUp
}
