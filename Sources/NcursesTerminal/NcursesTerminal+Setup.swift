import CNcurses
import CTerminalRescue
import FileDescriptors
import Glibc
import Screen

extension NcursesTerminal {
  /// Sets the locale that determines the encoding.
  /// - Returns: what text may consist of in that encoding.
  public static func setLocale(environment: [String: String]) -> Charset.Text {
    for name in LocaleChoice.candidates(environment: environment)
    where setlocale(LC_CTYPE, name) != nil {
      if String(cString: nl_langinfo(Int32(CODESET))) == "UTF-8" { return .unicode }
      let wide = wideCharactersOfTwoBytes()
      return wide.isEmpty ? .ascii : .doubleByte(wide)
    }
    return .ascii
  }

  /// The wide characters that take two bytes in the encoding of the locale, as in GBK, Big5 and EUC:
  /// there every terminal shows a byte in a column. What GB18030 writes in four bytes is left out.
  private static func wideCharactersOfTwoBytes() -> [ClosedRange<UInt32>] {
    guard lb_bytes_of_character() > 1 else { return [] }
    var ranges: [ClosedRange<UInt32>] = []
    var bytes = [CChar](repeating: 0, count: 16)
    for code in UInt32(0x3000)...0xFFE6 {
      guard let scalar = Unicode.Scalar(code), CharacterWidth.of(scalar) == .columns(2) else {
        continue
      }
      var state = mbstate_t()
      guard wcrtomb(&bytes, wchar_t(code), &state) == 2 else { continue }
      if let last = ranges.last, last.upperBound == code - 1 {
        ranges[ranges.count - 1] = last.lowerBound...code
      } else {
        ranges.append(code...code)
      }
    }
    return ranges
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

  /// - Returns: the colours to use; nil for none.
  static func setUpColors(_ choice: ColorChoice, environment: [String: String]) -> Palette? {
    guard choice.allowsColor(environment: environment), has_colors(), start_color() == OK else {
      return nil
    }
    // Without, the background is black.
    let hasDefaults = use_default_colors() == OK
    let palette = Palette(
      count: Int(lb_colors()), isOnLight: hasDefaults && isOnLight(environment: environment))
    guard palette.number(of: .red) != nil else { return nil }
    define(palette, onDefault: hasDefaults)
    return palette
  }

  /// Defines a colour pair for every colour, with the same number.
  static func define(_ palette: Palette, onDefault hasDefaults: Bool = true) {
    for color in Style.Color.allCases where color != .normal {
      let number = palette.number(of: color) ?? -1
      init_extended_pair(Int32(color.rawValue), number, hasDefaults ? -1 : 0)
    }
  }

  /// What terminals such as rxvt and Konsole say of their background: the number of its colour behind
  /// the last semicolon.
  private static func isOnLight(environment: [String: String]) -> Bool {
    switch environment["COLORFGBG"]?.split(separator: ";").last {
    case "7", "15": true
    default: false
    }
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
  /// - Parameter discardingInput: whether reports may be in transit, which would end up in the shell.
  func leaveScreen(discardingInput: Bool) {
    let discardingInput = awaitReplies() || discardingInput
    if description.isANSI { writeRaw(TerminalMode.allOff + description.footErasure) }
    // This moves to the last line.
    endwin()
    if !description.isANSI { writeRaw(description.footErasure) }
    var settings = settings
    tcsetattr(output, TCSANOW, &settings)
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
