import Batches
import Screen

/// What goes to the overlay that is open, and what it asks for.
extension BrowserState {
  var overlay: Overlay? { overlays.current }

  var overlayContext: OverlayContext { overlayContext(keymap) }

  func overlayContext(_ keymap: Keymap) -> OverlayContext {
    OverlayContext(
      size: size, repertoire: repertoire, keymap: keymap, localZone: settings.zone,
      timeMode: timeMode, localSecond: ownSecond, serverSecond: second, list: list,
      selectedID: selection.id, order: query.order, columns: columns, changeLog: changeLog)
  }

  /// - Returns: nil where the overlay ignores the event or none is open.
  mutating func tellOverlay(_ event: OverlayEvent) -> [Effect]? {
    guard overlay != nil else { return nil }
    return overlays.handle(event, in: overlayContext)?.flatMap { perform($0) }
  }

  private mutating func perform(_ action: OverlayAction) -> [Effect] {
    switch action {
    case .askSavePath(let suggestion): openSavePrompt(suggestion)
    case .save(let target, let replacing): return save(target, replacing: replacing)
    case .rereadAll: return startReread()
    }
    return []
  }
}
