/// Holds the overlays that are open, each over the one before. Nothing else opens or closes one.
struct OverlaySlot: Sendable {
  private(set) var all: [Overlay] = []
  /// Of the one on top. Kept here because the layout asks for them many times for each key.
  private(set) var traits = OverlayTraits()
  /// Whether list and detail are covered by one of them.
  private(set) var coversPanes = false

  /// The one on top, which has the keys.
  var current: Overlay? { all.last }

  /// Opens an overlay over those that are open.
  mutating func open(_ overlay: Overlay) {
    all.append(overlay)
    noteTraits()
  }

  /// Closes the one on top.
  mutating func close() {
    _ = all.popLast()
    noteTraits()
  }

  private mutating func noteTraits() {
    let all = all.map { type(of: $0.content).traits }
    traits = all.last ?? OverlayTraits()
    coversPanes = all.contains { $0.coversPanes }
  }

  /// - Returns: what is to be done; nil where the event is ignored or nothing is open.
  mutating func handle(_ event: OverlayEvent, in context: OverlayContext) -> [OverlayAction]? {
    guard let top = all.indices.last else { return nil }
    return handle(event, at: top, in: context)
  }

  /// Tells every overlay that is open, from the one on top down.
  mutating func tellAll(_ event: OverlayEvent, in context: OverlayContext) -> [OverlayAction] {
    var actions: [OverlayAction] = []
    // One that closes moves those over it.
    for index in all.indices.reversed() {
      actions += handle(event, at: index, in: context) ?? []
    }
    return actions
  }

  private mutating func handle(
    _ event: OverlayEvent, at index: Int, in context: OverlayContext
  ) -> [OverlayAction]? {
    var content = all[index].content
    switch content.handle(event, in: context) {
    case .ignored: return nil
    case .consumed(let actions):
      all[index] = content.overlay
      return actions
    case .closed(let actions):
      all.remove(at: index)
      noteTraits()
      return actions
    }
  }
}
