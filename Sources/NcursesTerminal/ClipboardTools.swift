import Screen

/// The clipboard programs that suit the environment.
struct ClipboardTools: Sendable {
  /// Commands that read text from standard input, best first.
  let commands: [[String]]
  /// Whether we run inside tmux, which does not forward our sequences to the outer terminal.
  let isInsideTmux: Bool
  /// The environment of the programs.
  private let environment: [String: String]

  /// How long a program may keep running after it has read the whole text before that counts as
  /// success: some stay to serve the clipboard.
  private static let patience = Duration.milliseconds(500)

  /// `-w` also passes the text to the outer terminal.
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

  /// The environment without anything that looks like a secret.
  static func withoutSecrets(_ environment: [String: String]) -> [String: String] {
    environment.filter { name, _ in
      let name = name.uppercased()
      return !["API_KEY", "APIKEY", "TOKEN", "SECRET", "PASSWORD"].contains { name.contains($0) }
    }
  }
}

extension ClipboardTools: Clipboard {
  /// tmux comes first. The text goes to the best of the other programs as well, since the outer
  /// terminal may not allow tmux to set its clipboard.
  func offer(_ text: String, tell: @escaping @Sendable (CopyRoute) -> Void) async {
    let input = Array(text.utf8)
    await withTaskGroup(of: Void.self) { running in
      var route = CopyRoute.nowhere
      if isInsideTmux, await offer(input, to: Self.tmux, in: &running) { route = .tmux }
      for command in commands where await offer(input, to: command, in: &running) {
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

  /// - Parameter running: the group in which the program runs to its end.
  /// - Returns: whether the program accepted the text, as far as is known within `patience`.
  private func offer(
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
