import Screen

/// The programs through which this environment offers a clipboard.
struct ClipboardTools: Sendable {
  /// Commands that take text on standard input, best first.
  let commands: [[String]]
  /// Whether we run inside tmux, which does not pass on what we would tell the terminal outside.
  let isInsideTmux: Bool
  /// What the programs see of our environment.
  private let environment: [String: String]

  /// How long a program that has been given the whole text may go on before it counts as one that
  /// took it: there are some that stay to serve it.
  private static let patience = Duration.milliseconds(500)

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
    self.environment = Self.withoutSecrets(environment)
  }

  /// What another program may see of our environment: no keys to anybody's account.
  static func withoutSecrets(_ environment: [String: String]) -> [String: String] {
    environment.filter { name, _ in
      let name = name.uppercased()
      return !["API_KEY", "APIKEY", "TOKEN", "SECRET", "PASSWORD"].contains { name.contains($0) }
    }
  }
}

extension ClipboardTools: Clipboard {
  /// tmux comes first; the text goes to the best of the other programs all the same, since the
  /// terminal outside may not let tmux set its clipboard.
  func offer(_ text: String, tell: @escaping @Sendable (CopyRoute) -> Void) async {
    let input = Array(text.utf8)
    await withTaskGroup(of: Void.self) { running in
      var route = CopyRoute.nowhere
      if isInsideTmux, await hand(input, to: Self.tmux, in: &running) { route = .tmux }
      for command in commands where await hand(input, to: command, in: &running) {
        if route == .nowhere { route = .tool(command[0]) }
        break
      }
      if !Task.isCancelled { tell(route) }
    }
  }

  private enum News {
    case given
    case stays
    case ended(success: Bool)
  }

  /// Whether a program took the text, as far as can be told soon.
  /// - Parameter running: goes on for as long as the program does.
  private func hand(
    _ input: [UInt8], to command: [String], in running: inout TaskGroup<Void>
  ) async -> Bool {
    if Task.isCancelled { return false }
    let program = HelperProgram(command: command, environment: environment)
    let (news, source) = AsyncStream.makeStream(of: News.self)
    running.addTask {
      let success = await program.run(input: input) { source.yield(.given) }
      source.yield(.ended(success: success))
    }
    for await new in news {
      switch new {
      case .given:
        running.addTask {
          try? await Task.sleep(for: Self.patience)
          source.yield(.stays)
        }
      case .stays: return true
      case .ended(let success): return success
      }
    }
    return false
  }
}
