import FoundationEssentials
import Screen

extension NcursesTerminal {
  /// Seconds that another program may keep the user waiting.
  private static let patience = 0.2

  public func copy(_ text: String) -> CopyRoute {
    guard isOpen else { return .nowhere }
    let tools = ClipboardTools(environment: environment)
    let throughTmux = tools.isInsideTmux && hand(text, to: ClipboardTools.tmux)
    let tool = tools.commands.first { hand(text, to: $0) }
    var throughTerminal = false
    if !throughTmux, let sequence = commands.copying(text) {
      writeRaw(sequence)
      throughTerminal = true
    }
    if throughTmux { return .tmux }
    if let tool { return .tool(tool[0]) }
    return throughTerminal ? .terminal : .nowhere
  }

  public func notify(_ text: String?) {
    guard isOpen else { return }
    writeRaw([0x07])
    if let text, let sequence = commands.notice(text) { writeRaw(sequence) }
  }

  private var commands: TerminalCommand {
    TerminalCommand(
      terminal: environment["TERM", default: ""], isANSI: description.isANSI,
      isInsideTmux: ClipboardTools(environment: environment).isInsideTmux,
      isVTE: environment["VTE_VERSION"]?.isEmpty == false)
  }

  /// Whether a program took the text, as far as can be told at once: some stay to serve it.
  private func hand(_ text: String, to command: [String]) -> Bool {
    HelperProcess.run(
      command, input: Array(text.utf8),
      environment: ClipboardTools.withoutSecrets(environment), patience: Self.patience) != .failed
  }
}
