import Screen
import Testing

@testable import NcursesTerminal

@Suite struct ChoiceTests {
  @Test(
    arguments: [
      (.auto, [:], true), (.auto, ["NO_COLOR": "1"], false), (.auto, ["NO_COLOR": ""], true),
      (.always, ["NO_COLOR": "1"], true), (.never, [:], false),
    ] as [(ColorChoice, [String: String], Bool)])
  func color(choice: ColorChoice, environment: [String: String], allowed: Bool) {
    #expect(choice.allowsColor(environment: environment) == allowed)
  }

  @Test(
    arguments: [
      (.auto, [:], .auto), (.auto, ["CLICOLOR": "1"], .auto), (.auto, ["CLICOLOR": ""], .auto),
      (.auto, ["CLICOLOR": "0"], .never), (.auto, ["CLICOLOR_FORCE": "1"], .always),
      (.auto, ["CLICOLOR_FORCE": "yes"], .always), (.auto, ["CLICOLOR_FORCE": "0"], .auto),
      (.auto, ["CLICOLOR_FORCE": ""], .auto),
      (.auto, ["CLICOLOR": "0", "CLICOLOR_FORCE": "1"], .always),
      (.auto, ["CLICOLOR": "0", "CLICOLOR_FORCE": "0"], .never),
      (.auto, ["NO_COLOR": "1", "CLICOLOR_FORCE": "1"], .never),
      (.auto, ["NO_COLOR": "", "CLICOLOR_FORCE": "1"], .always),
      (.always, ["CLICOLOR": "0"], .always), (.never, ["CLICOLOR_FORCE": "1"], .never),
    ] as [(ColorChoice, [String: String], ColorChoice)])
  func colorVariables(
    choice: ColorChoice, environment: [String: String], expected: ColorChoice
  ) {
    #expect(choice.heeding(environment) == expected)
  }

  @Test(arguments: [0, 2, 8, 16, 88, 256, Palette.directCount])
  func paletteTellsAllColorsApart(count: Int) {
    let palette = Palette(count: count)
    let numbers = Style.Color.allCases.compactMap(palette.number(of:))
    #expect(numbers.count == (count < 8 ? 0 : 6))
    #expect(Set(numbers).count == numbers.count)
    #expect(numbers.allSatisfy { $0 < count && !(8..<16).contains($0) })
    #expect(palette.number(of: .normal) == nil)
  }

  /// Yellow, green and cyan are too pale for black on white; 256 colours are chosen for both.
  @Test(arguments: [8, 16, 88])
  func fewColoursOnALightBackground(count: Int) {
    let palette = Palette(count: count, isOnLight: true)
    #expect(palette.dependsOnBackground)
    #expect(palette.number(of: .yellow) == nil && palette.number(of: .green) == nil)
    #expect(palette.number(of: .cyan) == 4 && palette.number(of: .red) == 1)
  }

  @Test(arguments: [0, 256, Palette.directCount])
  func otherPalettesSuitAnyBackground(count: Int) {
    let (dark, light) = (Palette(count: count), Palette(count: count, isOnLight: true))
    #expect(!dark.dependsOnBackground)
    for color in Style.Color.allCases { #expect(dark.number(of: color) == light.number(of: color)) }
  }

  @Test(
    arguments: [
      ([:], "C.UTF-8", true), (["LANG": ""], "C.UTF-8", true), (["LANG": "C"], "C", false),
      (["LANG": "POSIX"], "POSIX", false), (["LANG": "zh_CN.UTF-8"], "zh_CN.UTF-8", true),
      (["LANG": "zh_CN.utf8"], "zh_CN.utf8", true),
      (["LANG": "zh_CN.GB18030"], "zh_CN.GB18030", false),
      (["LANG": "en_US.UTF-8", "LC_ALL": "C"], "C", false),
      (["LANG": "C", "LC_CTYPE": "C.UTF-8"], "C.UTF-8", true),
      (["LC_CTYPE": "C", "LC_ALL": "en_US.UTF-8"], "en_US.UTF-8", true),
      (["LC_ALL": "", "LC_CTYPE": "", "LANG": "C"], "C", false),
    ] as [([String: String], String, Bool)])
  func locale(environment: [String: String], first: String, fallsBackToUTF8: Bool) {
    let candidates = LocaleChoice.candidates(environment: environment)
    #expect(candidates.first == first)
    #expect(candidates.dropFirst().isEmpty != fallsBackToUTF8)
  }

  /// `st52` and `xterms` are other terminals.
  @Test(
    arguments: [
      ("xterm-ghostty", "xterm-256color"), ("alacritty", "xterm-256color"),
      ("foot-direct", "xterm-256color"), ("st-256color", "xterm-256color"),
      ("wezterm", "xterm-256color"), ("iTerm2.app", "xterm-256color"),
      ("tmux-256color", "screen-256color"), ("screen.xterm-kitty", "screen-256color"),
      ("st52", nil), ("xterms", nil), ("vt320", nil), ("dumb", nil), ("", nil),
    ] as [(String, String?)])
  func similarTerminals(unknown: String, first: String?) {
    #expect(TerminalFallback.names(for: unknown).first == first)
  }

  @Test(arguments: [
    ("\u{1B}[H", "\u{1B}[H"), ("a$<5>b$<2/*>", "ab"), ("$<", "$<"), ("100$", "100$"), ("", ""),
  ])
  func pausesAreTakenOut(capability: String, expected: String) {
    #expect(TerminalDescription.withoutPauses(Array(capability.utf8)) == Array(expected.utf8))
  }
}

@Suite struct ClipboardChoiceTests {
  @Test(
    arguments: [
      ([:], [], false), (["WAYLAND_DISPLAY": "wayland-0"], ["wl-copy"], false),
      (["DISPLAY": ":0"], ["xclip", "xsel"], false),
      (
        ["DISPLAY": ":0", "WAYLAND_DISPLAY": "w", "TMUX": "x"], ["wl-copy", "xclip", "xsel"], true
      ),
      (["DISPLAY": "", "TMUX": ""], [], false),
    ] as [([String: String], [String], Bool)])
  func tools(environment: [String: String], programs: [String], tmux: Bool) {
    let tools = ClipboardTools(environment: environment)
    #expect(tools.commands.map(\.first) == programs)
    #expect(tools.isInsideTmux == tmux)
  }

  @Test func secretsStayHere() {
    let environment = [
      "SILICONFLOW_API_KEY": "sk", "OPENAI_API_KEY": "sk", "GITHUB_TOKEN": "x", "my_secret": "x",
      "DISPLAY": ":0", "PATH": "/bin", "TMUX": "x",
    ]
    #expect(
      Set(ClipboardTools.withoutSecrets(environment).keys) == ["DISPLAY", "PATH", "TMUX"])
  }

  private func command(_ terminal: String, tmux: Bool = false) -> TerminalCommand {
    TerminalCommand(terminal: terminal, isANSI: true, isInsideTmux: tmux)
  }

  @Test func textGoesInBase64() {
    let sequence = command("xterm-256color").copying("batch_1 中\u{1B}")
    #expect(sequence == Array("\u{1B}]52;c;YmF0Y2hfMSDkuK0b\u{7}".utf8))
  }

  @Test func textTooLongOrWithoutATakerIsRefused() {
    let longest = String(repeating: "x", count: TerminalCommand.longestText)
    #expect(command("xterm").copying(longest) != nil)
    #expect(command("xterm").copying(longest + "x") == nil)
    #expect(command("linux").copying("x") == nil)
    #expect(command("vt100").copying("x") == nil)
    #expect(TerminalCommand(terminal: "x", isANSI: false, isInsideTmux: false).copying("x") == nil)
  }

  /// GNU screen drops a string of 768 bytes or more.
  @Test func textForTheTerminalAroundScreenGoesInParts() throws {
    var command = command("screen.xterm-256color")
    command.isInsideScreen = true
    let text = String(repeating: "x", count: 3000)
    let sent = try #require(command.copying(text))
    let parts = String(decoding: sent, as: UTF8.self)
      .split(separator: "\u{1B}\\")
    #expect(parts.count > 1)
    #expect(parts.allSatisfy { $0.hasPrefix("\u{1B}P") && $0.utf8.count - 2 < 768 })
    command.isInsideScreen = false
    let whole = parts.map { $0.dropFirst(2) }.joined()
    #expect(Array(whole.utf8) == command.copying(text))
  }

  @Test(arguments: [
    ("xterm-256color", false, "done", "\u{1B}]9;done\u{7}"),
    ("xterm-256color", false, "4 done", "\u{1B}]9; 4 done\u{7}"),
    ("foot", false, "done", "\u{1B}]777;notify;lazybatch;done\u{7}"),
    ("rxvt-unicode", false, "done", "\u{1B}]777;notify;lazybatch;done\u{7}"),
    ("tmux-256color", true, "done", "\u{1B}Ptmux;\u{1B}\u{1B}]9;done\u{7}\u{1B}\\"),
    (
      "xterm", false, "a\u{7}\u{1B}\\b\u{9C}\n",
      "\u{1B}]9;a\u{FFFD}\u{FFFD}\\b\u{FFFD}\u{FFFD}\u{7}"
    ),
  ])
  func notices(terminal: String, tmux: Bool, text: String, expected: String) {
    #expect(command(terminal, tmux: tmux).notice(text) == Array(expected.utf8))
  }

  @Test func aNoticeOfATerminalBuiltOnVTE() {
    var command = command("xterm-256color")
    command.isVTE = true
    #expect(command.notice("done") == Array("\u{1B}]777;notify;lazybatch;done\u{7}".utf8))
  }
}
