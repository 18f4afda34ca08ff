/// Holds the overlay that is open, if any. Nothing else opens, replaces or closes one.
struct OverlaySlot: Sendable {
  private(set) var current: BrowserState.Overlay?

  /// Opens an overlay in place of the one that is open.
  mutating func open(_ overlay: BrowserState.Overlay) { current = overlay }

  mutating func close() { current = nil }
}
