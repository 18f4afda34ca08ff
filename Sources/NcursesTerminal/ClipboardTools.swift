/// The programs through which this environment offers a clipboard.
struct ClipboardTools {
  /// Commands that take text on standard input, best first.
  let commands: [[String]]
  /// Whether we run inside tmux, which does not pass on what we would tell the terminal outside.
  let isInsideTmux: Bool

  /// `-w` also hands the text to the terminal outside.
  static let tmux = ["tmux", "load-buffer", "-w", "-"]

  init(environment: [String: String]) {
    func isSet(_ name: String) -> Bool { !environment[name, default: ""].isEmpty }
    var commands: [[String]] = []
    if isSet("WAYLAND_DISPLAY") { commands.append(["wl-copy"]) }
    if isSet("DISPLAY") {
      commands.append(["xclip", "-selection", "clipboard"])
      commands.append(["xsel", "--clipboard", "--input"])
    }
    self.commands = commands
    isInsideTmux = isSet("TMUX")
  }

  /// What another program may see of our environment: no keys to anybody's account.
  static func withoutSecrets(_ environment: [String: String]) -> [String: String] {
    environment.filter { name, _ in
      let name = name.uppercased()
      return !["API_KEY", "APIKEY", "TOKEN", "SECRET", "PASSWORD"].contains { name.contains($0) }
    }
  }
}
