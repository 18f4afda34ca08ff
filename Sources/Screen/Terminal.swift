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

/// What keeps a clipboard beside the terminal. It may take its time, so nobody who reads keys asks it.
public protocol Clipboard: Sendable {
  /// Offers a text to everybody who might take it, and returns when nobody works on that any more.
  /// Where it is cancelled, whoever still does is ended.
  /// - Parameter tell: hears once, on any thread, who took the text: `.nowhere` for nobody. Where the
  ///   offer is cancelled it may hear nothing.
  func offer(_ text: String, tell: @escaping @Sendable (CopyRoute) -> Void) async
}

/// A terminal in full-screen mode: shows frames, reads input. One thread at a time may use it.
public protocol Terminal: AnyObject {
  var size: Size { get }
  /// Which characters the screen can show.
  var charset: Charset { get }
  /// Ends the `read` that waits, or the next one. May be called from any thread, and at any time.
  var wakeUp: @Sendable () -> Void { get }
  /// Whether the mouse is reported to the program instead of selecting text.
  var reportsMouse: Bool { get set }

  /// Waits for input.
  /// - Parameter seconds: after which the wait ends without any; nil for never.
  /// - Returns: all input that was waiting, in order; nothing where the wait ended otherwise.
  func read(within seconds: Double?) -> [InputEvent]
  /// Makes the screen look like the frame, sending only what differs from what it shows, and nothing
  /// where it looks so already.
  func show(_ frame: Frame)
  /// Forgets what the screen shows, so that the next frame is sent whole, and asks for the size
  /// anew (^L).
  func invalidate()
  /// Gives the terminal back, stops the process group (^Z), and returns when it goes on.
  func suspend()
  /// What text is to be offered to before `copy`.
  var clipboard: any Clipboard { get }
  /// Puts text on the clipboard through the terminal too, where that makes sense.
  /// - Parameter route: who took the text of those that `clipboard` offered it to.
  /// - Returns: how the text was put on the clipboard in the end.
  func copy(_ text: String, after route: CopyRoute) -> CopyRoute
  /// Rings the bell and, with a text, sends a desktop notice where the terminal knows them.
  func notify(_ text: String?)
  /// Restores the terminal as it was. Further calls do nothing.
  func close()
}
