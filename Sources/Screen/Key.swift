/// A key of the keyboard.
public enum Key: Sendable, Hashable {
  /// A printable character; Space is `.character(" ")`.
  case character(Character)
  /// Control with a lower-case letter or one of `[ \ ] ^ _ @`.
  case control(Character)
  /// Alt (Meta) with a character; U+000D for Enter, U+007F for Backspace.
  case alt(Character)
  case up, down, left, right, home, end, pageUp, pageDown
  case enter, escape, tab, backTab, backspace, delete, insert
  case function(Int)
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
  /// The program was stopped (^Z) and continues; the screen has to be redrawn.
  case resumed
  /// A signal asks the program to exit.
  case terminate(signal: Int32)
  /// The terminal is gone.
  case hangUp
}
