import CNcurses
import CTerminalRescue
import FoundationEssentials
import Glibc
import Screen

/// The terminal that the program runs in, driven through ncurses.
///
/// There can be one at a time. From `init` to `close` it is in full-screen mode, except while
/// the program is stopped; a crash or `exit` in between restores it too.
public final class NcursesTerminal: Terminal {
  public internal(set) var size: Size
  public let charset: Charset
  public let wakeUp: @Sendable () -> Void
  public let clipboard: any Clipboard
  public var reportsMouse = false {
    didSet { if reportsMouse != oldValue { setMouseReporting() } }
  }

  let environment: [String: String]
  let description: TerminalDescription
  let input: Int32
  let output: Int32
  /// Readable when signals have arrived.
  let signals: Int32
  let wakePipe: WakePipe
  let settings: termios
  let screen: OpaquePointer
  let window: UnsafeMutablePointer<WINDOW>
  let files: (input: UnsafeMutablePointer<FILE>, output: UnsafeMutablePointer<FILE>)
  /// Nil where frames go to the terminal piece by piece.
  let collected: CollectedOutput?
  /// Whether pairs of colours are set up, each under the number of its `Style.Color`.
  let hasColor: Bool
  /// Seconds that a lone Esc waits for the rest of a sequence.
  let escapeDelay: Double

  /// What the terminal shows; nil when that is unknown.
  var shown: Frame?
  var decoder: InputDecoder
  /// When the rest of a sequence that has begun is given up.
  var sequenceDeadline: ContinuousClock.Instant?
  /// What has come and was not read yet.
  var waiting: [InputEvent] = []
  var isOpen = true
  var hungUp = false

  /// Opens the terminal on standard input and output.
  /// - Parameters:
  ///   - description: of its kind.
  ///   - color: whether colour is used.
  ///   - ascii: shows nothing but ASCII, whatever the locale says.
  /// - Throws: `TerminalError`, a sentence for the user.
  public convenience init(
    description: TerminalDescription, color: ColorChoice = .auto, ascii: Bool = false,
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws {
    try self.init(
      input: STDIN_FILENO, output: STDOUT_FILENO, description: description, color: color,
      ascii: ascii, environment: environment, secondsToEnd: 2)
  }

  /// - Parameters:
  ///   - description: of its kind; nil where it is still to be read.
  ///   - secondsToEnd: what the program has for closing after a signal that asks for its end, before
  ///     that is done for it; 0 for as long as it likes.
  init(
    input: Int32, output: Int32, description: TerminalDescription? = nil, color: ColorChoice,
    ascii: Bool, environment: [String: String], secondsToEnd: UInt32 = 0
  ) throws {
    // Reading the description of a second one would take that of the first from ncurses.
    guard !rescue_is_armed() else { throw TerminalError("Another screen is open already.") }
    var settings = termios()
    guard isatty(input) == 1, isatty(output) == 1, tcgetattr(output, &settings) == 0 else {
      throw TerminalError(
        "\(isatty(input) == 1 ? "Standard output" : "Standard input") is not a terminal, "
          + "and there is no screen without one.")
    }
    let name = environment["TERM", default: ""]
    self.description =
      try description ?? TerminalDescription(name: name, descriptor: output)
    self.environment = environment
    clipboard = ClipboardTools(environment: environment)
    self.settings = settings
    charset = Self.setLocale(environment: environment) && !ascii ? .unicode : .ascii
    self.input = input
    self.output = output
    let wakePipe = try WakePipe()
    self.wakePipe = wakePipe
    wakeUp = { wakePipe.wake() }

    let restoration = self.description.restoration
    guard rescue_arm(output, &settings, restoration, restoration.count)
    else { throw TerminalError("This terminal takes more to restore than anybody expected.") }
    signals = rescue_watch_signals(secondsToEnd)
    _ = rescue_await_foreground(output)
    rescue_hold_errors()
    rescue_set_active(true)
    guard let files = Self.open(input: input, output: output),
      let screen = newterm(name, files.output, files.input), let window = lb_standard_window()
    else {
      Self.abandonRescue()
      throw TerminalError("The terminal cannot be opened: \(String(cString: strerror(errno))).")
    }
    rescue_add_output(fileno(files.output))
    // ncurses took SIGTSTP.
    _ = rescue_watch_signals(secondsToEnd)
    (self.files, self.screen, self.window) = (files, screen, window)
    collected = CollectedOutput(stream: fileno(files.output), terminal: output)
    hasColor = Self.setUpColors(color, environment: environment)
    escapeDelay = Self.escapeDelay(environment: environment)
    decoder = InputDecoder(described: self.description.keys)
    size = Size(columns: Int(getmaxx(window)), rows: Int(getmaxy(window)))
    setUpScreen()
    updateSize()
  }

  deinit { close() }

  public func close() {
    guard isOpen else { return }
    isOpen = false
    leaveScreen(discardingInput: reportsMouse)
    rescue_disarm()
    delscreen(screen)
    fclose(files.input)
    fclose(files.output)
    collected?.close()
  }

  /// Handles crashes from now on as while a screen is open, so that they end the process by their
  /// own signal and leave the terminal as it is.
  public static func handleCrashes() { rescue_handle_crashes() }

  /// Ends the process by a signal that asked for it, so that whoever waits for it learns the truth.
  /// Close the terminal first.
  public static func raiseDefault(_ signal: Int32) -> Never {
    rescue_end_by(signal)
  }
}
