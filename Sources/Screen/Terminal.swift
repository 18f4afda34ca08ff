/// How text was put on the clipboard.
public enum CopyRoute: Sendable, Hashable {
  /// Through the terminal (OSC 52); the terminal does not tell whether it took it.
  case terminal
  /// Through tmux, into its buffer and to the terminal outside.
  case tmux
  /// Through a program of this machine, by its name, and through the terminal.
  case tool(String)
  /// Not at all: no tool was found, and the terminal takes no text, or none of this length.
  case nowhere
}

/// A terminal in full-screen mode: shows frames, delivers input.
@MainActor
public protocol Terminal: AnyObject {
  var size: Size { get }
  /// Which characters the screen can show.
  var repertoire: Repertoire { get }
  /// Called with all input that was waiting, in order; never with an empty array.
  var onInput: (([InputEvent]) -> Void)? { get set }
  /// Whether the mouse is reported to the program instead of selecting text.
  var reportsMouse: Bool { get set }

  /// Makes the screen look like the frame, sending only what differs from what it shows, and nothing
  /// where it looks so already.
  func show(_ frame: Frame)
  /// Forgets what the screen shows, so that the next frame is sent whole, and asks for the size
  /// anew (^L).
  func invalidate()
  /// Gives the terminal back, stops the process group (^Z), and returns when it goes on.
  func suspend()
  /// Puts text on the clipboard.
  func copy(_ text: String) -> CopyRoute
  /// Rings the bell and, with a text, sends a desktop notice where the terminal knows them.
  func notify(_ text: String?)
  /// Restores the terminal as it was. Further calls do nothing.
  func close()
}
