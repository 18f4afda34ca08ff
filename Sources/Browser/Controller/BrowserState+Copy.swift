import BatchStore
import Batches
import Screen

/// `y` and `Y`.
extension BrowserState {
  mutating func copyID() -> [Effect] {
    if !marks.isEmpty { return [exports.beginCopy(.ids(of: markedBatches))] }
    guard let batch = selectedRow?.batch else { return [] }
    return [exports.beginCopy(.id(of: batch))]
  }

  mutating func openCopyMenu() {
    if selectedRow != nil { overlays.open(.copy(CopyMenu())) }
  }

  mutating func finishCopy(of field: CopyField, number: Int, after route: CopyRoute) -> [Effect] {
    exports.finishCopy(number) ? [.copyThroughTerminal(field, after: route)] : []
  }

  mutating func report(copied field: CopyField, by route: CopyRoute) {
    say(.copied(field, route))
  }
}
