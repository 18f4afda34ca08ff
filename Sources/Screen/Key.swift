/// A key as a person names it.
public enum Key: Sendable, Hashable {
  /// A printable character; Space is `.character(" ")`.
  case character(Character)
  /// A letter (lower case) or one of `[ \ ] ^ _ @` together with Control.
  case control(Character)
  /// A character together with Alt (Meta); U+000D with Enter, U+007F with Backspace.
  case alt(Character)
  case up, down, left, right, home, end, pageUp, pageDown
  case enter, escape, tab, backTab, backspace, delete, insert
  case function(Int)
}

/// What a mouse did, with the place of the cell under it.
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

/// Everything that reaches a program from its terminal.
public enum InputEvent: Sendable, Hashable {
  case key(Key)
  /// Text that was pasted, not typed.
  case paste(String)
  case mouse(MouseEvent)
  /// Whether the terminal's window has the focus, where it reports that.
  case focus(Bool)
  case resize(Size)
  /// The program was stopped (^Z) and goes on again; the screen has to be drawn anew.
  case resumed
  /// A signal asked the program to end: its number.
  case terminate(signal: Int32)
  /// The terminal is gone.
  case hangUp
}
