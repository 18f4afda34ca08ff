/// How text was put on the clipboard.
public enum CopyRoute: Sendable, Hashable {
  /// Through the terminal (OSC 52), which does not report whether it accepted the text.
  case terminal
  /// Into tmux's buffer. tmux also offers it to the outer terminal, which does not report whether it
  /// accepted the text.
  case tmux
  /// Through a clipboard program, given by its name, and through the terminal.
  case tool(String)
  /// Not at all: no program was found, and the terminal does not accept text, or not this much.
  case nowhere
}

/// The clipboards besides the terminal's. They may be slow, so never wait for them where keys are read.
public protocol Clipboard: Sendable {
  /// Offers a text to all clipboard programs, and returns when they are done. Cancelling the task kills
  /// those that are still running.
  /// - Parameter tell: called once, on any thread, with the route that accepted the text, or
  ///   `.nowhere`. It may not be called when the task is cancelled.
  func offer(_ text: String, tell: @escaping @Sendable (CopyRoute) -> Void) async
}

/// What became of showing a page of the web.
public enum OpenedPage: Sendable, Hashable {
  case opened
  /// The program that opens pages, by its name, is missing or failed.
  case failed(program: String)
  /// There is no desktop on the user's side of the connection.
  case noDesktop
}

/// Shows pages of the web on the user's desktop. It may be slow.
public protocol PageOpener: Sendable {
  func open(_ url: String) async -> OpenedPage
}

/// How a program ended.
public enum ProgramEnd: Sendable, Hashable {
  case exited(Int32)
  case signaled(Int32)
  /// It could not be started.
  case notStarted
}

/// A terminal in full-screen mode: shows frames and reads input. Not thread-safe.
public protocol Terminal: AnyObject {
  var size: Size { get }
  /// The characters that the screen can show. It may change, which `InputEvent.charset` reports.
  var charset: Charset { get }
  /// Ends the current `read`, or the next one. May be called on any thread, at any time.
  var wakeUp: @Sendable () -> Void { get }
  /// Whether mouse events are reported instead of selecting text.
  var reportsMouse: Bool { get set }

  /// Waits for input.
  /// - Parameter seconds: the timeout; nil for none.
  /// - Returns: all pending events in order; empty after a timeout or `wakeUp`.
  func read(within seconds: Double?) -> [InputEvent]
  /// Shows a frame, sending only what differs from the current contents of the screen.
  func show(_ frame: Frame)
  /// Marks the contents of the screen as unknown, so that the next frame is sent completely, and
  /// queries the size again (^L).
  func invalidate()
  /// Restores the terminal, stops the process group (^Z), and returns when it continues.
  func suspend()
  /// Restores the terminal, runs a program in it, without a shell, to its end and until Enter is pressed, and
  /// takes the screen again.
  /// - Parameter command: the program, looked up in PATH, and its arguments.
  func run(_ command: [String]) -> ProgramEnd
  /// Nothing that it starts writes on the screen.
  var opener: any PageOpener { get }
  /// Offered the text before `copy` is called.
  var clipboard: any Clipboard { get }
  /// Puts text on the clipboard through the terminal, too, where that makes sense.
  /// - Parameter route: the route by which `clipboard` has accepted the text.
  /// - Returns: the final route.
  func copy(_ text: String, after route: CopyRoute) -> CopyRoute
  /// Rings the bell and, with a text, sends a desktop notification if the terminal supports it.
  func notify(_ text: String?)
  /// Restores the terminal. Further calls do nothing.
  func close()
}
