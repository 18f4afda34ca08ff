import CNcurses
import CTerminalRescue
import FileDescriptors
import Glibc
import Screen

extension NcursesTerminal {
  /// Sets the locale that determines the encoding.
  /// - Returns: whether it is UTF-8.
  public static func setLocale(environment: [String: String]) -> Bool {
    for name in LocaleChoice.candidates(environment: environment)
    where setlocale(LC_CTYPE, name) != nil {
      return String(cString: nl_langinfo(Int32(CODESET))) == "UTF-8"
    }
    return false
  }

  /// Opens separate streams on the same terminal for ncurses.
  static func open(input: Int32, output: Int32) -> (
    input: UnsafeMutablePointer<FILE>, output: UnsafeMutablePointer<FILE>
  )? {
    let copies = (fcntl(input, F_DUPFD_CLOEXEC, 3), fcntl(output, F_DUPFD_CLOEXEC, 3))
    guard copies.0 >= 0, copies.1 >= 0, let input = fdopen(copies.0, "r"),
      let output = fdopen(copies.1, "w")
    else { return nil }
    return (input, output)
  }

  static func abandonRescue() {
    rescue_set_active(false)
    rescue_release_errors()
    rescue_disarm()
  }

  /// Defines a colour pair for every colour, with the same number.
  static func setUpColors(_ choice: ColorChoice, environment: [String: String]) -> Bool {
    guard choice.allowsColor(environment: environment), has_colors(), start_color() == OK else {
      return false
    }
    let background: Int32 = use_default_colors() == OK ? -1 : 0
    let palette = Palette(count: Int(lb_colors()))
    for color in Style.Color.allCases {
      guard let number = palette.number(of: color) else { continue }
      init_extended_pair(Int32(color.rawValue), number, background)
    }
    return palette.number(of: .red) != nil
  }

  /// In seconds. `ESCDELAY` is in milliseconds, as in every ncurses program.
  static func escapeDelay(environment: [String: String]) -> Double {
    let given = environment["ESCDELAY"].flatMap { Int($0) }.map { min(max($0, 1), 5_000) }
    return Double(given ?? 25) / 1_000
  }

  func setUpScreen() {
    raw()
    noecho()
    nonl()
    keypad(window, true)
    // Without this an update stops when a key is pressed, and we would not know how far it got.
    typeahead(-1)
    curs_set(0)
    leaveok(window, true)
    def_prog_mode()
    writeRaw(description.isANSI ? TerminalMode.pasteAndFocusOn : [])
  }

  /// Writes past ncurses, whose own buffer is empty after each update.
  func writeRaw(_ bytes: [UInt8]) { _ = writeAll(bytes, to: output) }

  func setMouseReporting() {
    decoder.expectsMouse = reportsMouse
    guard isOpen, description.isANSI else { return }
    writeRaw(reportsMouse ? TerminalMode.mouseOn : TerminalMode.mouseOff)
  }

  /// Restores the terminal.
  func leaveScreen(discardingInput: Bool) {
    if description.isANSI { writeRaw(TerminalMode.allOff + description.footErasure) }
    // This moves to the last line.
    endwin()
    if !description.isANSI { writeRaw(description.footErasure) }
    var settings = settings
    tcsetattr(output, TCSANOW, &settings)
    // Mouse reports still in transit would end up in the shell.
    if discardingInput { tcflush(input, TCIFLUSH) }
    rescue_set_active(false)
    rescue_release_errors()
  }

  /// Enters the screen again after a stop that left no time for `leaveScreen`. The terminal may be in
  /// any state.
  func retakeScreen() {
    _ = rescue_await_foreground(output)
    // ncurses enters the full screen only after leaving it.
    endwin()
    enterScreen()
  }

  /// Enters the screen again after `leaveScreen`.
  func enterScreen() {
    // After `bg` instead of `fg` nothing must be drawn.
    _ = rescue_await_foreground(output)
    reset_prog_mode()
    // Leaving the screen turned this off, and only reading through ncurses would turn it on again.
    keypad(window, true)
    rescue_hold_errors()
    rescue_set_active(true)
    if description.isANSI { writeRaw(TerminalMode.pasteAndFocusOn) }
    if reportsMouse { setMouseReporting() }
    invalidate()
  }
}
