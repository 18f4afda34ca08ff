import BatchStore
import Batches
import Screen

/// `y` and `Y`.
extension BrowserState {
  mutating func copyID() -> [Effect] {
    guard let batch = selectedRow?.batch else { return [] }
    return [exports.beginCopy(.id(of: batch))]
  }

  mutating func openCopyMenu() {
    if selectedRow != nil { overlays.open(.copy(CopyMenu())) }
  }

  func finishCopy(of field: CopyField, number: Int, after route: CopyRoute) -> [Effect] {
    exports.isLatestCopy(number) ? [.copyThroughTerminal(field, after: route)] : []
  }

  mutating func report(copied field: CopyField, by route: CopyRoute) {
    say(.copied(field, route))
  }
}
