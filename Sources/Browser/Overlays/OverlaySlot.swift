/// Holds the overlay that is open, if any. Nothing else opens, replaces or closes one.
struct OverlaySlot: Sendable {
  private(set) var current: Overlay?
  /// Kept here because the layout asks for them many times for each key.
  private(set) var traits = OverlayTraits()

  /// Opens an overlay in place of the one that is open.
  mutating func open(_ overlay: Overlay) {
    current = overlay
    traits = type(of: overlay.content).traits
  }

  mutating func close() {
    current = nil
    traits = OverlayTraits()
  }

  /// - Returns: what is to be done; nil where the event is ignored or nothing is open.
  mutating func handle(_ event: OverlayEvent, in context: OverlayContext) -> [OverlayAction]? {
    guard var content = current?.content else { return nil }
    switch content.handle(event, in: context) {
    case .ignored: return nil
    case .consumed(let actions):
      current = content.overlay
      return actions
    case .closed(let actions):
      close()
      return actions
    }
  }
}
