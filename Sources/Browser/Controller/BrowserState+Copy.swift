import Batches
import Screen

/// `y` and `Y`.
extension BrowserState {
  /// What `Y` offers of the selected batch.
  var copyFields: [CopyField] {
    guard let batch = selectedRow?.batch else { return [] }
    return CopyField.all(of: batch, zone: timeMode.zone(local: settings.zone))
  }

  mutating func copyID() -> [Effect] {
    guard let batch = selectedRow?.batch else { return [] }
    return [copy(.id(of: batch))]
  }

  private mutating func copy(_ field: CopyField) -> Effect {
    copiesStarted += 1
    return .copy(field, number: copiesStarted)
  }

  mutating func openCopyMenu() {
    if selectedRow != nil { overlays.open(.copy(choice: 0)) }
  }

  /// The chosen field stays chosen when the batch gets another one above it.
  mutating func keepCopyChoice(through changes: ListChanges) {
    guard case .copy(let choice) = overlay,
      let change = changes.changed.first(where: { selection.isOn($0.after.id) })
    else { return }
    let zone = timeMode.zone(local: settings.zone)
    let names = [change.before, change.after].map { CopyField.all(of: $0, zone: zone).map(\.name) }
    guard names[0].indices.contains(choice), let place = names[1].firstIndex(of: names[0][choice])
    else { return }
    overlays.open(.copy(choice: place))
  }

  mutating func chooseCopy(_ choice: Int, _ command: Command) -> [Effect] {
    let fields = copyFields
    guard fields.indices.contains(choice) else {
      overlays.close()
      return []
    }
    switch command {
    case .open, .copyID, .chooseCopy:
      overlays.close()
      return [copy(fields[choice])]
    default:
      overlays.open(.copy(choice: command.moved(choice, in: fields.count)))
      return []
    }
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
