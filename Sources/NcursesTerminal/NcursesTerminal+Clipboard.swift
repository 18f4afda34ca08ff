import Screen

extension NcursesTerminal {
  public func copy(_ text: String, after route: CopyRoute) -> CopyRoute {
    // tmux has passed it to the outer terminal.
    guard isOpen, route != .tmux, let sequence = commands.copying(text) else { return route }
    writeRaw(sequence)
    return route == .nowhere ? .terminal : route
  }

  public func notify(_ text: String?) {
    guard isOpen else { return }
    writeRaw([0x07])
    if let text, let sequence = commands.notice(text) { writeRaw(sequence) }
  }

  var commands: TerminalCommand {
    let isInsideTmux = ClipboardTools(environment: environment).isInsideTmux
    return TerminalCommand(
      terminal: environment["TERM", default: ""], isANSI: description.isANSI,
      isInsideTmux: isInsideTmux,
      // Inside tmux it may be a variable of a screen around that.
      isInsideScreen: !isInsideTmux && environment["STY"]?.isEmpty == false,
      isVTE: environment["VTE_VERSION"]?.isEmpty == false)
  }
}
