import CNcurses
import CTerminalRescue
import FoundationEssentials
import Glibc
import Screen

/// The terminal that the program runs in, driven by ncurses.
///
/// There can be only one at a time. It is in full-screen mode from `init` to `close`, except while the
/// program is stopped. A crash or `exit` restores it as well.
public final class NcursesTerminal: Terminal {
  public internal(set) var size: Size
  public internal(set) var charset: Charset
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
  /// nil where the output of ncurses goes to the terminal directly.
  let collected: CollectedOutput?
  /// nil without colours. Otherwise there is a pair for each `Style.Color`.
  var palette: Palette?
  /// Whether the terminal can strike text through.
  let strikesOut: Bool
  let ambiguousWidth: AmbiguousWidth
  /// Whether the terminal's font may have lines and bars as pictures of two columns.
  let hasFullWidthFont: Bool
  /// Seconds to wait after a lone Esc for the rest of a sequence.
  let escapeDelay: Double

  /// The contents of the screen; nil when they are unknown.
  var shown: Frame?
  var decoder: InputDecoder
  /// nil before the first frame, and on a terminal that is not asked.
  var probe: TerminalProbe?
  var probeDeadline: ContinuousClock.Instant?
  /// Whether the last wait ended with an answer.
  var hasReplied = false
  /// When to stop waiting for the rest of a sequence.
  var sequenceDeadline: ContinuousClock.Instant?
  /// Events that were not delivered yet.
  var waiting: [InputEvent] = []
  var isOpen = true
  var hungUp = false

  /// Opens the terminal on standard input and output.
  /// - Parameters:
  ///   - ascii: draw signs, lines and bars in ASCII, whatever the locale.
  /// - Throws: `TerminalError`, a sentence for the user.
  public convenience init(
    description: TerminalDescription, color: ColorChoice = .auto, ascii: Bool = false,
    ambiguousWidth: AmbiguousWidth = .auto,
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws {
    try self.init(
      input: STDIN_FILENO, output: STDOUT_FILENO, description: description, color: color,
      ascii: ascii, ambiguousWidth: ambiguousWidth, environment: environment, secondsToEnd: 2)
  }

  /// - Parameters:
  ///   - description: nil to read it from terminfo.
  ///   - secondsToEnd: the time that the program has to exit after a signal that asks for it, before it
  ///     is terminated; 0 for no limit.
  init(
    input: Int32, output: Int32, description: TerminalDescription? = nil, color: ColorChoice,
    ascii: Bool, ambiguousWidth: AmbiguousWidth = .auto, environment: [String: String],
    secondsToEnd: UInt32 = 0
  ) throws {
    // Reading a second terminal description would replace that of the first in ncurses.
    guard !rescue_is_armed() else { throw TerminalError("Another screen is already open.") }
    var settings = termios()
    guard isatty(input) == 1, isatty(output) == 1, tcgetattr(output, &settings) == 0 else {
      throw TerminalError(
        "\(isatty(input) == 1 ? "Standard output" : "Standard input") is not a terminal, "
          + "which the browser needs.")
    }
    self.description =
      try description
      ?? TerminalDescription(name: environment["TERM", default: ""], descriptor: output)
    self.environment = environment
    clipboard = ClipboardTools(environment: environment)
    self.settings = settings
    self.ambiguousWidth = ambiguousWidth
    let text = Self.setLocale(environment: environment)
    hasFullWidthFont = LocaleChoice.isEastAsian(environment: environment)
    charset = Charset(
      text: text,
      drawing: ascii || text != .unicode ? .ascii : hasFullWidthFont ? .narrow : .boxes)
    self.input = input
    self.output = output
    let wakePipe = try WakePipe()
    self.wakePipe = wakePipe
    wakeUp = { wakePipe.wake() }

    let restoration = self.description.restoration
    guard rescue_arm(output, &settings, restoration, restoration.count)
    else { throw TerminalError("The sequence that restores this terminal is too long.") }
    signals = rescue_watch_signals(secondsToEnd)
    _ = rescue_await_foreground(output)
    rescue_hold_errors()
    rescue_set_active(true)
    guard let files = Self.open(input: input, output: output),
      let screen = newterm(self.description.name, files.output, files.input),
      let window = lb_standard_window()
    else {
      Self.abandonRescue()
      throw TerminalError("The terminal cannot be opened: \(String(cString: strerror(errno))).")
    }
    rescue_add_output(fileno(files.output))
    // ncurses has installed its own handler for SIGTSTP.
    _ = rescue_watch_signals(secondsToEnd)
    (self.files, self.screen, self.window) = (files, screen, window)
    collected = CollectedOutput(stream: fileno(files.output), terminal: output)
    palette = Self.setUpColors(color, environment: environment)
    strikesOut = lb_use_strikeout() != 0
    escapeDelay = Self.escapeDelay(environment: environment)
    decoder = InputDecoder(described: self.description.keys)
    size = Size(columns: Int(getmaxx(window)), rows: Int(getmaxy(window)))
    setUpScreen()
    updateSize()
    useRules(WidthRules())
  }

  deinit { close() }

  public func close() {
    guard isOpen else { return }
    isOpen = false
    leaveScreen(discardingInput: reportsMouse)
    rescue_disarm()
    WidthRules.current = .table
    delscreen(screen)
    fclose(files.input)
    fclose(files.output)
    collected?.close()
  }

  /// Handles crashes even while no screen is open: the process ends by its signal, and the terminal is
  /// left alone.
  public static func handleCrashes() { rescue_handle_crashes() }

  /// Makes the signals that ask a program to exit end this process even if it is the first of its
  /// container, which the kernel protects from them.
  public static func endAsFirstProcess() { rescue_end_as_first_process() }

  /// Ends the process by a signal with its default action, so that the parent sees the true status.
  /// The terminal must be closed.
  public static func raiseDefault(_ signal: Int32) -> Never {
    rescue_end_by(signal)
  }
}
