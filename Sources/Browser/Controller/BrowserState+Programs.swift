import BatchPresentation
import BatchStore
import Batches
import Screen

/// Other programs: the console in the web, and the user's own.
extension BrowserState {
  mutating func openPage() -> [Effect] {
    guard let batch = selectedRow?.batch else { return [] }
    guard let page = settings.consolePage else {
      say(.noPage)
      return []
    }
    return [.openPage(url: page.url(of: batch.key))]
  }

  /// Runs a program on the selected batch, after a question where it may change something.
  mutating func ask(_ own: OwnCommand) -> [Effect] {
    guard let batch = selectedRow?.batch else { return [] }
    switch own.command(for: batch) {
    case .failure(let missing):
      say(
        .lacksField(
          command: own.name, batch: theme.shortName(of: batch), field: missing.field.rawValue))
      return []
    case .success(let command) where own.confirms:
      overlays.open(
        .ownCommand(
          OwnCommandConfirmation(
            name: own.name, command: command, batchName: theme.shortName(of: batch))))
      return []
    case .success(let command): return [.run(name: own.name, command)]
    }
  }
}
