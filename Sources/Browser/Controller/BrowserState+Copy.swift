import Batches
import Screen

/// `y` and `Y`.
extension BrowserState {
  mutating func copyID() -> [Effect] {
    guard let batch = selectedRow?.batch else { return [] }
    return [copy(.id(of: batch))]
  }

  mutating func copy(_ field: CopyField) -> Effect {
    copiesStarted += 1
    return .copy(field, number: copiesStarted)
  }

  mutating func openCopyMenu() {
    if selectedRow != nil { overlays.open(.copy(CopyMenu())) }
  }

  /// Of two copies the later one is wanted, whichever is answered first.
  func finishCopy(of field: CopyField, number: Int, after route: CopyRoute) -> [Effect] {
    number == copiesStarted ? [.copyThroughTerminal(field, after: route)] : []
  }

  mutating func report(copied field: String, by route: CopyRoute) {
    switch route {
    case .terminal: message = Message("copied the \(field), through the terminal (OSC 52)")
    case .tmux: message = Message("copied the \(field), through tmux")
    case .tool(let name): message = Message("copied the \(field), with \(name)")
    case .nowhere:
      message = Message("cannot copy the \(field): no clipboard can be reached", .warning)
    }
  }
}
