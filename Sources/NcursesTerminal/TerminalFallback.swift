/// Which description serves for a terminal whose own this machine lacks.
///
/// Many terminals bring their description along where they are installed, but not to the machines that
/// are reached from them over SSH. Those below understand what the description of xterm uses.
enum TerminalFallback {
  /// The names to try for a value of `TERM`, best first; none where nothing is known about it.
  static func names(for terminal: String) -> [String] {
    let family = terminal.prefix { $0 != "-" && $0 != "." }
    switch family {
    // Within a multiplexer, whatever it runs in.
    case "tmux", "screen": return ["screen-256color", "screen", xterm]
    case _ where xtermLike.contains(family.lowercased()): return [xterm]
    default: return []
    }
  }

  private static let xterm = "xterm-256color"

  private static let xtermLike: Set<String> = [
    "xterm", "alacritty", "contour", "dvtm", "foot", "ghostty", "gnome", "iterm2", "kitty",
    "konsole",
    "mintty", "mlterm", "ms", "nsterm", "putty", "rio", "rxvt", "st", "stterm", "terminator",
    "terminology", "tilix", "vscode", "vte", "warp", "wezterm", "zutty",
  ]
}
