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

  mutating func report(copied field: CopyField, by route: CopyRoute) {
    message = .copied(field, route)
  }
}
